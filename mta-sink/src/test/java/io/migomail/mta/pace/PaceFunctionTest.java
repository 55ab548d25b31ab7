package io.migomail.mta.pace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.MessageClass;
import io.migomail.core.OutcomeKind;
import io.migomail.core.RecordCodec;
import io.migomail.core.record.Delivery;
import io.migomail.mta.Attempt;
import io.migomail.mta.PaceInput;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PACE in Flink on RocksDB. */
class PaceFunctionTest {
    // Ten connections, one of them for critical.
    private static final String KEY = "mx:mx.example.net|pool_1";

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

    private void restart() throws Exception {
        pace = pace.restart(folder);
    }

    private static Delivery mail(String id, MessageClass messageClass) {
        return Mail.delivery(
                id, messageClass, Stage.START + Duration.ofHours(72).toMillis());
    }

    private void deliver(String id) throws Exception {
        pace.deliver(KEY, mail(id, MessageClass.NORMAL));
    }

    @Test
    void anAttemptLeavesInTheSameCallAndCarriesTheDeliveryUnchanged() throws Exception {
        deliver("m.0");
        Attempt attempt = pace.attempts().get(0);
        assertEquals(KEY, attempt.paceKey());
        assertEquals(mail("m.0", MessageClass.NORMAL), RecordCodec.DELIVERY.decode(attempt.delivery()));
        assertEquals(1, pace.timers());
    }

    @Test
    void aRestoreKeepsTheQueueItsOrderAndItsTombstones() throws Exception {
        for (int i = 0; i < 9; i++) {
            deliver("busy." + i);
        }
        for (int i = 0; i < 200; i++) {
            Harness.NOW.incrementAndGet();
            deliver("n.%03d".formatted(i));
        }
        pace.outcome(KEY, Mail.outcome("busy.0", 1, OutcomeKind.DELIVERED));
        assertEquals(10, pace.attempts().size());
        restart();
        deliver("busy.0");
        for (int i = 1; i < 9; i++) {
            pace.outcome(KEY, Mail.outcome("busy." + i, 1, OutcomeKind.DELIVERED));
        }
        assertEquals(List.of(), pace.attempted());
        pace.outcome(KEY, Mail.outcome("n.000", 1, OutcomeKind.DELIVERED));
        pace.readMarks();
        assertEquals(
                List.of(
                        "n.001#1", "n.002#1", "n.003#1", "n.004#1", "n.005#1", "n.006#1", "n.007#1", "n.008#1",
                        "n.009#1"),
                pace.attempted());
        pace.outcome(KEY, Mail.outcome("n.005", 1, OutcomeKind.DELIVERED));
        assertEquals(List.of("n.010#1"), pace.attempted());
    }

    @Test
    void timersOfRetriesAndExpirySurviveARestore() throws Exception {
        deliver("m.0");
        pace.deliver(KEY, Mail.delivery("m.1", MessageClass.NORMAL, Stage.START + 30_000));
        pace.outcome(KEY, Mail.outcome("m.0", 1, OutcomeKind.DEFERRED));
        pace.outcome(KEY, Mail.deferred("m.1", 1, "", "450 busy"));
        pace.attempts();
        restart();
        pace.readMarks();
        pace.advance(Duration.ofSeconds(30));
        JournalEntry expired = pace.settled().get(0);
        assertEquals(KEY, expired.key());
        assertEquals("450 busy", RecordCodec.OUTCOME.decode(expired.outcome()).getDetail());
        pace.advance(Duration.ofSeconds(40));
        assertEquals(List.of("m.0#2"), pace.attempted());
    }

    @Test
    void keysDoNotShareAnything() throws Exception {
        for (int i = 0; i < 12; i++) {
            deliver("m." + i);
            pace.deliver("mx:other.example|pool_1", mail("o." + i, MessageClass.NORMAL));
        }
        List<String> attempted = pace.attempted();
        assertEquals(9, attempted.stream().filter(id -> id.startsWith("m.")).count());
        assertEquals(9, attempted.stream().filter(id -> id.startsWith("o.")).count());
    }

    @Test
    void moreKeysThanAreCachedKeepTheirQueues() throws Exception {
        for (int round = 0; round < 2; round++) {
            for (int key = 0; key < 1500; key++) {
                pace.deliver("mx:" + key + "|pool_1", mail("m." + key + "." + round, MessageClass.NORMAL));
            }
        }
        assertEquals(3000, pace.attempted().size());
        for (int key = 0; key < 1500; key++) {
            for (int round = 0; round < 2; round++) {
                String id = "m." + key + "." + round;
                pace.outcome("mx:" + key + "|pool_1", Mail.outcome(id, 1, OutcomeKind.DELIVERED));
                pace.deliver("mx:" + key + "|pool_1", mail(id, MessageClass.NORMAL));
            }
        }
        assertEquals(List.of(), pace.attempted());
    }

    @Test
    void tombstonesAreForgottenAndThenNoTimerIsLeft() throws Exception {
        for (int i = 0; i < 300; i++) {
            deliver("m." + i);
            pace.outcome(KEY, Mail.outcome("m." + i, 1, OutcomeKind.DELIVERED));
        }
        pace.advance(Tombstones.KEPT.plusHours(1));
        assertEquals(0, pace.timers());
    }

    @Test
    void aRecordThatCannotBeReadIsDroppedAndTheQueueGoesOn() throws Exception {
        pace.raw(new PaceInput(KEY, PaceInput.Kind.DELIVERY, new byte[] {1, 2, 3}));
        pace.raw(new PaceInput(KEY, PaceInput.Kind.OUTCOME, new byte[0]));
        deliver("m.0");
        assertEquals(List.of("m.0#1"), pace.attempted());
    }

    @Test
    void recordsAtTheEdgesHaveTypesOfTheirOwn() {
        for (Class<?> type : List.of(PaceInput.class, Attempt.class, JournalEntry.class)) {
            assertTrue(TypeInformation.of(type) instanceof PojoTypeInfo, type + " is a generic type to Flink");
        }
    }
}
