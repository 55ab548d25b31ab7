package io.migomail.mta.pace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.CancelVerdict;
import io.migomail.core.MessageClass;
import io.migomail.core.OutcomeKind;
import io.migomail.core.RecordCodec;
import io.migomail.core.Topics;
import io.migomail.core.record.CancelRecord;
import io.migomail.core.record.Outcome;
import io.migomail.core.record.PaceQuestion;
import io.migomail.core.record.PaceStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What API nodes ask of the operator, over checkpoints and restores, and what it publishes by itself. */
class PaceRequestsTest {
    private static final String KEY = "mx:mx.example.net|pool_1";
    private static final String OTHER = "mx:other.example|pool_1";

    @TempDir
    Path folder;

    private Harness pace;

    @BeforeEach
    void open() throws Exception {
        pace = Harness.fresh(folder);
    }

    @AfterEach
    void close() throws Exception {
        pace.close();
    }

    private void deliver(String key, String id) throws Exception {
        pace.deliver(key, Mail.delivery(id, MessageClass.NORMAL, Harness.NOW.get() + 3_600_000));
    }

    private void deferred(String key, String id) throws Exception {
        deliver(key, id);
        pace.outcome(key, Mail.deferred(id, 1, "", "450 busy"));
    }

    private static PaceRequest cancel(String message, int recipients) {
        return new PaceRequest("", message, "acc_1", "", recipients);
    }

    private void ask(PaceRequest request) throws Exception {
        Harness.REQUESTS.ask(request);
        pace.advance(Duration.ofMillis(10));
    }

    private List<String> ends() {
        return pace.settled().stream()
                .map(entry -> RecordCodec.OUTCOME.decode(entry.outcome()))
                .map(outcome -> outcome.getDeliveryId() + " " + outcome.getKind())
                .sorted()
                .toList();
    }

    private List<byte[]> told(Topics.Topic topic) {
        return pace.notices().stream()
                .filter(notice -> notice.topic().equals(topic.name()))
                .map(Notice::value)
                .toList();
    }

    @Test
    void everyRecipientOfAMessageIsFoundWhereverItWaits() throws Exception {
        deferred(KEY, "m.0");
        deferred(OTHER, "m.1");
        deliver(KEY, "m.2");
        deferred(KEY, "n.0");
        ask(cancel("m", 3));
        assertEquals(List.of("m.0 canceled", "m.1 canceled"), ends());
        Map<String, CancelVerdict> expected =
                Map.of("m.0", CancelVerdict.CANCELED, "m.1", CancelVerdict.CANCELED, "m.2", CancelVerdict.IN_FLIGHT);
        assertEquals(expected, Harness.REQUESTS.decided);
        Map<String, String> published = new java.util.TreeMap<>();
        for (byte[] bytes : told(Topics.CANCELS)) {
            CancelRecord record = RecordCodec.CANCEL.decode(bytes);
            published.put(record.getDeliveryId(), record.getVerdict());
        }
        assertEquals(Map.of("m.0", "canceled", "m.1", "canceled", "m.2", "in_flight"), published);
    }

    @Test
    void anotherAccountsQueuesAreNotSearched() throws Exception {
        deferred(KEY, "m.0");
        ask(new PaceRequest("", "m", "acc_2", "", 1));
        assertEquals(List.of(), ends());
        assertEquals(Map.of(), Harness.REQUESTS.decided);
    }

    @Test
    void moreQueuesThanOneSliceAreSearchedInSeveral() throws Exception {
        for (int i = 0; i < 300; i++) {
            deferred("mx:" + i + ".example|pool_1", "x" + i + ".0");
        }
        deferred(KEY, "m.0");
        ask(cancel("m", 50));
        pace.advance(Duration.ofSeconds(1));
        assertEquals(List.of("m.0 canceled"), ends());
    }

    @Test
    void whatWasCanceledAfterTheCheckpointIsNotAttemptedThoughTheJournalDoesNotHaveIt() throws Exception {
        deferred(KEY, "m.0");
        deferred(KEY, "m.1");
        deliver(KEY, "m.2");
        pace.attempts();
        OperatorSubtaskState checkpoint = pace.checkpoint();
        ask(cancel("m", 3));
        pace.close();
        pace = Harness.restored(folder, checkpoint);
        deliver(KEY, "m.0");
        pace.advance(Duration.ofSeconds(5));
        assertEquals(List.of(), ends());
        pace.readMarks();
        pace.advance(Duration.ofMillis(100));
        assertEquals(List.of("m.0 canceled", "m.1 canceled"), ends());
        pace.advance(Duration.ofMinutes(5));
        assertEquals(List.of("m.2#2"), pace.attempted());
        assertEquals(2, ends().size());
    }

    @Test
    void whatTheJournalHasIsNotToldAgain() throws Exception {
        deferred(KEY, "m.0");
        OperatorSubtaskState checkpoint = pace.checkpoint();
        ask(cancel("m", 1));
        Outcome journaled = RecordCodec.OUTCOME.decode(pace.settled().get(0).outcome());
        pace.close();
        pace = Harness.restored(folder, checkpoint);
        pace.outcome(KEY, journaled);
        pace.readMarks();
        deliver(KEY, "m.0");
        pace.advance(Duration.ofMinutes(30));
        assertEquals(List.of(), ends());
        assertEquals(
                List.of(),
                pace.attempted().stream().filter(a -> a.endsWith("#2")).toList());
    }

    @Test
    void aCancelThatCameWhileNobodyWasThereIsCarriedOut() throws Exception {
        deferred(KEY, "m.0");
        OperatorSubtaskState checkpoint = pace.checkpoint();
        pace.close();
        Harness.REQUESTS.ask(cancel("m", 2));
        pace = Harness.restored(folder, checkpoint);
        pace.readMarks();
        pace.advance(Duration.ofMillis(100));
        assertEquals(List.of("m.0 canceled"), ends());
        deliver(OTHER, "m.1");
        assertEquals(List.of("m.0 canceled", "m.1 canceled"), ends());
        assertEquals(List.of(), pace.attempted());
    }

    @Test
    void aQuestionIsAnsweredForEachDeliveryThatIsHere() throws Exception {
        deferred(KEY, "m.0");
        deliver(OTHER, "m.1");
        ask(new PaceRequest("q_1", "m", "acc_1", "", 3));
        List<PaceQuestion> answers = told(Topics.QUESTIONS).stream()
                .map(RecordCodec.QUESTION::decode)
                .toList();
        assertEquals(2, answers.size());
        for (PaceQuestion answer : answers) {
            assertEquals("q_1", answer.getQuestionId());
            boolean waits = answer.getPlace().getDeliveryId().equals("m.0");
            assertEquals(waits ? "retry" : "", answer.getPlace().getReason());
            assertEquals(!waits, answer.getPlace().getInFlight());
            assertEquals(waits ? KEY : OTHER, answer.getPlace().getPaceKey());
        }
    }

    @Test
    void aKeyIsPublishedWhileSomethingWaitsAtMostOnceASecondAndTakenBackAtTheEnd() throws Exception {
        deliver(OTHER, "o.0");
        pace.outcome(OTHER, Mail.outcome("o.0", 1, OutcomeKind.DELIVERED));
        pace.advance(Duration.ofSeconds(5));
        assertEquals(List.of(), told(Topics.STATUS));
        for (int i = 0; i < 20; i++) {
            deferred(KEY, "m." + i);
        }
        pace.advance(Duration.ofSeconds(1));
        pace.advance(Duration.ofSeconds(10));
        List<byte[]> once = told(Topics.STATUS);
        assertEquals(1, once.size());
        PaceStatus status = RecordCodec.STATUS.decode(once.get(0));
        assertEquals(KEY, status.getPaceKey());
        assertEquals(20, status.getWaitingNormal());
        ask(cancel("m", 20));
        pace.advance(Duration.ofSeconds(2));
        assertEquals(2, told(Topics.STATUS).size());
        assertNull(told(Topics.STATUS).get(1));
    }

    @Test
    void theStateOfAKeyThatAnEarlierLifePublishedIsTakenBackToo() throws Exception {
        deferred(KEY, "m.0");
        pace.advance(Duration.ofSeconds(2));
        assertNotNull(told(Topics.STATUS).get(0));
        pace = pace.restart(folder);
        pace.outcome(KEY, Mail.outcome("m.0", 1, OutcomeKind.BOUNCED));
        pace.readMarks();
        pace.advance(Duration.ofSeconds(2));
        assertEquals(1, told(Topics.STATUS).size());
        assertNull(told(Topics.STATUS).get(0));
        assertTrue(pace.attempted().isEmpty());
    }

    @Test
    void whoIsSuppressedIsAskedForAtEachEmissionAndAfterARestore() throws Exception {
        deferred(KEY, "m.0");
        pace.attempts();
        Harness.REQUESTS.suppressed.put("ada@example.net", "unsubscribe");
        deliver(OTHER, "n.0");
        assertEquals(List.of("n.0 suppressed"), ends());
        pace = pace.restart(folder);
        deliver(OTHER, "o.0");
        assertEquals(List.of(), ends());
        pace.readMarks();
        pace.advance(Duration.ofMinutes(2));
        assertEquals(List.of("m.0 suppressed", "o.0 suppressed"), ends());
        assertEquals(List.of(), pace.attempted());
    }
}
