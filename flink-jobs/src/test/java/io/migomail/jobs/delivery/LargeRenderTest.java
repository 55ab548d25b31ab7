package io.migomail.jobs.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.Limits;
import io.migomail.core.RecordCodec;
import io.migomail.core.SteadyTime;
import io.migomail.core.body.Bodies;
import io.migomail.core.body.BodyStore;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.core.record.Outcome;
import io.migomail.jobs.Keyed;
import io.migomail.testkit.FakeTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Large messages beside the chain of their class, and a body store that comes and goes. */
class LargeRenderTest {
    @TempDir
    Path temp;

    // What travels into an operator must not hold the test.
    private static final FakeTime TIME = new FakeTime();
    private static final SteadyTime STEADY = new SteadyTime(TIME, step -> {});
    private static Path folder;
    private KeyedOneInputStreamOperatorTestHarness<String, Incoming, byte[]> large;

    @BeforeEach
    void open() throws Exception {
        folder = temp.resolve("bodies");
        store().prepare();
        large = begin(null);
    }

    @AfterEach
    void close() throws Exception {
        large.close();
    }

    private static BodyStore store() {
        return BodyStore.at(folder.toUri().toString());
    }

    private static RenderSources.Opener sources() {
        return () -> {
            FakeSources sources = new FakeSources();
            sources.bodies = store();
            return sources;
        };
    }

    private KeyedOneInputStreamOperatorTestHarness<String, Incoming, byte[]> begin(OperatorSubtaskState from)
            throws Exception {
        var harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new LargeRender(sources(), () -> STEADY)), Incoming::place, Types.STRING);
        harness.setup();
        if (from != null) {
            harness.initializeState(from);
        }
        harness.open();
        harness.setProcessingTime(TIME.wallMillis());
        return harness;
    }

    private void pass(Duration time) throws Exception {
        TIME.advance(time);
        large.setProcessingTime(TIME.wallMillis());
    }

    /** Its content lies in the store. */
    private Incoming message(int number) throws Exception {
        AcceptedMessage message = Bodies.keep(
                Messages.body("", "Hello " + "x".repeat(Limits.INLINE_BYTES) + number)
                        .build(),
                store());
        assertTrue(message.hasContentReference());
        return incoming(message, number);
    }

    private static Incoming incoming(AcceptedMessage message, int number) {
        return new Incoming(RecordCodec.ACCEPTED.encode(message), TIME.wallMillis(), "t-0@" + number);
    }

    private void away() throws IOException {
        Files.move(folder, temp.resolve("away"));
    }

    private void back() throws IOException {
        Files.move(temp.resolve("away"), folder);
    }

    private List<Outcome> ended() {
        var records = large.getSideOutput(RenderFunction.ENDED);
        return records == null
                ? List.of()
                : records.stream()
                        .map(StreamRecord::getValue)
                        .map(Keyed::value)
                        .map(RecordCodec.OUTCOME::decode)
                        .toList();
    }

    @Test
    void aMessageWaitsForAStoreThatIsAwayAndGoesOnOnceItIsBack() throws Exception {
        Incoming first = message(1);
        Incoming second = message(2);
        away();
        large.processElement(first, 0);
        large.processElement(second, 0);
        for (int i = 0; i < 30; i++) {
            pass(Duration.ofSeconds(1));
        }
        assertEquals(List.of(), large.extractOutputValues());
        assertEquals(List.of(), ended());
        back();
        pass(Limits.BODY_RETRY);
        assertEquals(2, large.extractOutputValues().size());
        pass(Duration.ofMinutes(1));
        assertEquals(2, large.extractOutputValues().size());
        assertEquals(0, large.numKeyedStateEntries());
        assertEquals(0, large.numProcessingTimeTimers());
    }

    @Test
    void whoWaitsIsPartOfACheckpoint() throws Exception {
        Incoming first = message(1);
        away();
        large.processElement(first, 0);
        OperatorSubtaskState checkpoint = large.snapshot(1, 1);
        large.close();
        back();
        large = begin(checkpoint);
        pass(Limits.BODY_RETRY);
        assertEquals(1, large.extractOutputValues().size());
    }

    @Test
    void aBodyThatIsGoneIsLookedForAWhileAndThenEndsItsMessage() throws Exception {
        Incoming first = message(1);
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path body :
                    all.filter(f -> f.getFileName().toString().length() == 64).toList()) {
                Files.delete(body);
            }
        }
        large.processElement(first, 0);
        assertEquals(List.of(), ended());
        pass(Limits.BODY_SECOND_LOOK.minusSeconds(1));
        assertEquals(List.of(), ended());
        pass(Limits.BODY_SECOND_LOOK);
        assertEquals("body_unavailable", ended().get(0).getCode());
        assertEquals("us", ended().get(0).getBlame());
        assertEquals(0, large.numKeyedStateEntries());
    }

    @Test
    void nobodyWaitsLongerThanTheMessageLives() throws Exception {
        AcceptedMessage message = Bodies.keep(
                Messages.body("", "x".repeat(2 * Limits.INLINE_BYTES))
                        .setExpiresAt(TIME.wallMillis() + 30_000)
                        .build(),
                store());
        away();
        large.processElement(incoming(message, 1), 0);
        pass(Duration.ofSeconds(20));
        assertEquals(List.of(), ended());
        pass(Duration.ofSeconds(11));
        assertEquals("expired", ended().get(0).getKind());
    }

    @Test
    void theEndOfAMessageWithAnIdempotencyKeyGoesToItsHolders() throws Exception {
        AcceptedMessage message = Bodies.keep(
                Claims.accepted("msg_1", "x".repeat(2 * Limits.INLINE_BYTES))
                        .setExpiresAt(TIME.wallMillis() - 1)
                        .build(),
                store());
        away();
        large.processElement(incoming(message, 1), 0);
        assertEquals(List.of(), ended());
        Claim end = large.getSideOutput(RenderFunction.CLAIMS).element().getValue();
        assertEquals(Claim.Kind.UNRENDERED, end.kind());
        assertEquals("expired", RecordCodec.OUTCOME.decode(end.record()).getKind());
    }

    @Test
    void whatIsLargeLeavesTheChainOfItsClassAndWhatIsSmallDoesNot() throws Exception {
        try (var chain =
                new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(new RenderFunction(sources())))) {
            chain.open();
            away();
            chain.processElement(incoming(Messages.body("", "x").build(), 1), 0);
            assertEquals(1, chain.extractOutputValues().size());
            back();
            chain.processElement(message(2), 0);
            chain.processElement(
                    incoming(
                            Messages.body("", "y".repeat(Limits.INLINE_BYTES - 1))
                                    .build(),
                            3),
                    0);
            assertEquals(1, chain.extractOutputValues().size());
            assertEquals(2, chain.getSideOutput(RenderFunction.LARGE).size());
        }
    }
}
