package io.migomail.jobs.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.Ids;
import io.migomail.core.RecordCodec;
import io.migomail.core.record.Outcome;
import io.migomail.mta.PaceInput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Three bodies and their repeats under one key: messages come in the order of the log, their deliveries in any, one each
 * time from another of the chains; the job dies at any step and goes on from a checkpoint, with what was in the
 * channels. Whatever had been told or had passed in an earlier life stays true in the next.
 */
class IdempotencyReplayTest {
    private static final int RECIPIENTS = 3;
    private static final int STEPS = 120;

    /** What lies in the channels, and how far the log is read: what a checkpoint holds beside the operator's state. */
    private record Channels(int read, List<Claim> messages, List<Claim> deliveries) {
        Channels copy() {
            return new Channels(read, new ArrayList<>(messages), new ArrayList<>(deliveries));
        }
    }

    /** A message of the log; it may be one that cannot be rendered. */
    private record Sent(String id, String body, boolean renders, Duration after) {}

    private final Map<String, String> fates = new HashMap<>();
    private final Set<String> thisLife = new HashSet<>();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void whateverTheOrderAndWheneverItDiesOneMessageIsSentAndEveryDeliveryEndsOnce(int seed) throws Exception {
        Random random = new Random(seed);
        List<Sent> log = log(random);
        Channels channels = new Channels(0, new ArrayList<>(), new ArrayList<>());
        Channels savedChannels = channels.copy();
        @Nullable OperatorSubtaskState saved = null;
        var flink = open(null);
        for (int step = 0; step < STEPS || !done(log, channels); step++) {
            int dice = random.nextInt(20);
            if (step < STEPS && dice == 0) {
                saved = flink.snapshot(step, step);
                savedChannels = channels.copy();
            } else if (step < STEPS && dice == 1) {
                flink.close();
                flink = open(saved);
                channels = savedChannels.copy();
                thisLife.clear();
            } else {
                channels = advance(log, channels, flink, random);
            }
        }
        flink.close();
        check(log);
    }

    private static List<Sent> log(Random random) {
        List<String> failing = List.of("a", "c", "d").subList(0, random.nextInt(3));
        List<Sent> log = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String id = List.of("a", "b", "c", "d").get(i < 4 ? i : random.nextInt(4));
            String body = id.equals("b") ? "a" : id;
            log.add(new Sent(id, body, !failing.contains(body), Duration.ofSeconds(i)));
        }
        return log;
    }

    private static boolean done(List<Sent> log, Channels channels) {
        return channels.read() == log.size()
                && channels.messages().isEmpty()
                && channels.deliveries().isEmpty();
    }

    private Channels advance(
            List<Sent> log,
            Channels channels,
            KeyedOneInputStreamOperatorTestHarness<String, Claim, PaceInput> flink,
            Random random)
            throws Exception {
        int dice = random.nextInt(3);
        if (dice == 0 && channels.read() < log.size()) {
            Sent sent = log.get(channels.read());
            channels.messages().add(Claims.message(sent.id(), sent.body(), sent.after()));
            for (int number = 0; number < RECIPIENTS; number++) {
                channels.deliveries()
                        .add(
                                sent.renders()
                                        ? Claims.delivery(sent.id(), number, sent.after())
                                        : Claims.ended(Claim.Kind.UNRENDERED, sent.id(), number, sent.after()));
            }
            return new Channels(channels.read() + 1, channels.messages(), channels.deliveries());
        }
        if (dice == 1 && !channels.messages().isEmpty()) {
            flink.processElement(channels.messages().remove(0), 0);
        } else if (dice == 2 && !channels.deliveries().isEmpty()) {
            int any = random.nextInt(channels.deliveries().size());
            flink.processElement(channels.deliveries().remove(any), 0);
        }
        take(flink);
        return channels;
    }

    /** Once in a life; what an earlier one told is told again, word for word. */
    private void take(KeyedOneInputStreamOperatorTestHarness<String, Claim, PaceInput> flink) {
        for (PaceInput input : flink.extractOutputValues()) {
            once(RecordCodec.DELIVERY.decode(input.payload()).getDeliveryId(), "passed");
        }
        flink.getOutput().clear();
        var ends = flink.getSideOutput(IdempotencyFunction.ENDED);
        while (ends != null && !ends.isEmpty()) {
            Outcome end = RecordCodec.OUTCOME.decode(ends.remove().getValue().value());
            String own = Ids.delivery(end.getHead().getMessageId(), Ids.recipientOf(end.getDeliveryId()));
            once(own, end.getKind() + " " + end.getCode() + " " + end.getDetail());
        }
    }

    private void once(String delivery, String fate) {
        assertTrue(thisLife.add(delivery), () -> delivery + " twice in one life: " + fate);
        String earlier = fates.putIfAbsent(delivery, fate);
        assertTrue(earlier == null || earlier.equals(fate), () -> delivery + ": " + earlier + ", then " + fate);
    }

    private void check(List<Sent> log) {
        Set<String> sent = new HashSet<>();
        for (Sent message : log) {
            for (int number = 0; number < RECIPIENTS; number++) {
                String fate = fates.get(Ids.delivery(message.id(), number));
                assertTrue(fate != null, message + " ended in silence: " + fates);
                if (fate.equals("passed")) {
                    sent.add(message.id());
                }
            }
        }
        Sent first = log.stream().filter(Sent::renders).findFirst().orElseThrow();
        assertEquals(Set.of(first.id()), sent, "the first of the log that can be rendered");
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, Claim, PaceInput> open(
            @Nullable OperatorSubtaskState snapshot) throws Exception {
        var harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new IdempotencyFunction()), Claim::name, Types.STRING);
        harness.setStateTtlProcessingTime(Claims.START);
        harness.setup(TypeInformation.of(PaceInput.class)
                .createSerializer(harness.getExecutionConfig().getSerializerConfig()));
        if (snapshot != null) {
            harness.initializeState(snapshot);
        }
        harness.open();
        return harness;
    }
}
