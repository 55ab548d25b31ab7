package io.migomail.mta.pace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migomail.core.MessageClass;
import io.migomail.core.OutcomeKind;
import io.migomail.core.WarmUp;
import io.migomail.mta.Pool;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** How new source addresses share a destination with those that it knows. */
class WarmingUpTest {
    private static final String WARM = "192.0.2.1";
    private static final String NEW = "192.0.2.2";

    private final Stage stage = new Stage("mx:mx.example.net", Stage.UNLIMITED, WARM, NEW);
    private int sent;

    private void pool(long warmSince, long newSince) {
        stage.pool = new Pool(
                Stage.POOL,
                "acc_1",
                "transactional",
                "live",
                List.of(new Pool.Address(WARM, "a", warmSince), new Pool.Address(NEW, "b", newSince)));
    }

    /** Mails one after the other, each delivered; how many left from each address. */
    private Map<String, Long> send(int count) {
        int before = stage.attempts.size();
        for (int i = 0; i < count; i++) {
            String id = "m_" + sent++ + ".0";
            stage.deliver(id, MessageClass.NORMAL);
            stage.outcome(id, 1, OutcomeKind.DELIVERED);
        }
        return stage.attempts.subList(before, stage.attempts.size()).stream()
                .collect(Collectors.groupingBy(attempt -> attempt.egressIp(), Collectors.counting()));
    }

    @Test
    void aNewAddressSendsItsShareOfTheDayAndTheOthersTheRest() {
        pool(0, Stage.START);
        assertEquals(Map.of(NEW, 50L, WARM, 250L), send(300));
        stage.advance(Duration.ofDays(1));
        assertEquals(Map.of(NEW, 100L, WARM, 200L), send(300));
    }

    @Test
    void whatItSentOutlivesTheProcess() {
        pool(0, Stage.START);
        assertEquals(50L, send(200).get(NEW));
        stage.restore(stage.state);
        assertEquals(Map.of(WARM, 100L), send(100));
    }

    @Test
    void aWarmAddressSharesAlikeAndNothingIsCountedAnyMore() {
        pool(0, Stage.START);
        send(120);
        stage.advance(Duration.ofDays(WarmUp.days()));
        assertEquals(Map.of(NEW, 50L, WARM, 50L), send(100));
        assertEquals(List.of(), List.copyOf(stage.state.marks().shares()));
    }

    @Test
    void nothingWaitsWhereAllAddressesAreNew() {
        pool(Stage.START, Stage.START);
        assertEquals(Map.of(NEW, 150L, WARM, 150L), send(300));
    }

    @Test
    void aDeliveryKeepsItsNewAddressAcrossRetries() {
        pool(0, Stage.START);
        stage.deliver("one.0", MessageClass.NORMAL);
        stage.deliver("two.0", MessageClass.NORMAL);
        String id = stage.attempts.stream()
                .filter(attempt -> attempt.egressIp().equals(NEW))
                .map(Stage::id)
                .findFirst()
                .orElseThrow();
        send(200);
        stage.outcome(id, 1, OutcomeKind.DEFERRED);
        stage.advance(Duration.ofHours(1));
        assertEquals(id, Stage.id(stage.last()));
        assertEquals(NEW, stage.last().egressIp());
    }
}
