package io.migomail.mta.pace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migomail.core.MessageClass;
import io.migomail.core.OutcomeKind;
import io.migomail.core.record.Delivery;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody sets the machine's clock while mail waits. */
class ClockStepTest {
    private static final String KEY = "mx:mx.example.net|pool_1";
    private static final String OTHER = "mx:mx.example.org|pool_1";
    private static final Duration LIFE = Duration.ofMinutes(15);

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
        Harness.SET.set(0);
    }

    /** What a sender whose clock shows the same as the machine's makes now. */
    private static Delivery mail(String id) {
        long now = Harness.NOW.get() + Harness.SET.get();
        return Mail.delivery(id, MessageClass.NORMAL, now + LIFE.toMillis()).toBuilder()
                .setQueuedAt(now)
                .build();
    }

    private void setClock(Duration by) throws Exception {
        pace.setClock(by);
        // On a machine a look at the clock comes by itself; here it comes with the next record.
        pace.deliver(OTHER, mail("look.0"));
        pace.setClock(Duration.ZERO);
        assertEquals(List.of("look.0#1"), pace.attempted());
        pace.outcome(OTHER, Mail.outcome("look.0", 1, OutcomeKind.DELIVERED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1H", "-PT1H"})
    void aRetryComesWhenItWouldHave(Duration step) throws Exception {
        pace.deliver(KEY, mail("m.0"));
        pace.outcome(KEY, Mail.outcome("m.0", 1, OutcomeKind.DEFERRED));
        pace.attempts();
        setClock(step);
        pace.advance(Duration.ofSeconds(59));
        assertEquals(List.of(), pace.attempted());
        pace.advance(Duration.ofSeconds(10));
        assertEquals(List.of("m.0#2"), pace.attempted());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1H", "-PT1H"})
    void whatWaitedBeforeExpiresWhenItWouldHave(Duration step) throws Exception {
        pace.deliver(KEY, mail("m.0"));
        for (int attempt = 1; attempt <= 2; attempt++) {
            pace.outcome(KEY, Mail.outcome("m.0", attempt, OutcomeKind.DEFERRED));
            pace.advance(Duration.ofMinutes(6));
        }
        pace.outcome(KEY, Mail.outcome("m.0", 3, OutcomeKind.DEFERRED));
        pace.attempts();
        setClock(step);
        pace.advance(Duration.ofMinutes(2));
        assertEquals(List.of(), pace.settled());
        pace.advance(Duration.ofMinutes(2));
        assertEquals(1, pace.settled().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1H", "-PT1H"})
    void whatComesAfterwardsLivesAsLongAsItSays(Duration step) throws Exception {
        setClock(step);
        pace.deliver(KEY, mail("m.0"));
        pace.outcome(KEY, Mail.outcome("m.0", 1, OutcomeKind.DEFERRED));
        assertEquals(List.of("m.0#1"), pace.attempted());
        pace.advance(Duration.ofSeconds(70));
        assertEquals(List.of("m.0#2"), pace.attempted());
        pace.outcome(KEY, Mail.outcome("m.0", 2, OutcomeKind.DEFERRED));
        pace.advance(Duration.ofMinutes(6));
        assertEquals(List.of("m.0#3"), pace.attempted());
        pace.outcome(KEY, Mail.outcome("m.0", 3, OutcomeKind.DEFERRED));
        pace.advance(Duration.ofMinutes(7));
        assertEquals(List.of(), pace.settled());
        pace.advance(Duration.ofMinutes(2));
        assertEquals(1, pace.settled().size());
    }

    /** A step fails what Kafka's producers have under way, and with it the job. */
    @ParameterizedTest
    @ValueSource(strings = {"PT1H", "-PT1H"})
    void aRetryComesWhenItWouldHaveThoughTheJobStartsAgain(Duration step) throws Exception {
        pace.deliver(KEY, mail("m.0"));
        pace.outcome(KEY, Mail.outcome("m.0", 1, OutcomeKind.DEFERRED));
        pace.attempts();
        pace.setClock(step);
        pace = pace.restart(folder.resolve("second"));
        pace.readMarks();
        pace.advance(Duration.ofSeconds(50));
        assertEquals(List.of(), pace.attempted());
        pace.advance(Duration.ofSeconds(20));
        assertEquals(List.of("m.0#2"), pace.attempted());
    }

    @Test
    void aStepMakesNoStorm() throws Exception {
        for (int i = 0; i < 200; i++) {
            pace.deliver(KEY, mail("m." + i));
            pace.outcome(KEY, Mail.outcome("m." + i, 1, OutcomeKind.DEFERRED));
        }
        pace.attempts();
        setClock(Duration.ofHours(1));
        pace.advance(Duration.ofSeconds(30));
        assertEquals(List.of(), pace.attempted());
    }
}
