package io.migomail.mta.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.record.Delivery;
import io.migomail.core.record.Outcome;
import io.migomail.mta.Attempt;
import io.migomail.testkit.mx.ScriptedMx;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever can write to a topic still cannot send from an address that is not its own. */
class ForgedRecordsTest {
    private static final int RECORDS = 10_000;
    private static final List<String> OWN = List.of("", "127.0.1.10", "127.0.1.11");

    private final ScriptedMx mx = ScriptedMx.start();
    private final EngineFixture fixture = new EngineFixture(EngineFixture.CONFIG);

    @AfterEach
    void close() throws Exception {
        fixture.close();
        mx.close();
    }

    /** A delivery that would pass, with at least one of its claims of ownership forged. */
    private Attempt forged(SplittableRandom random) {
        Delivery.Builder delivery = EngineFixture.delivery(mx);
        String egress = OWN.get(random.nextInt(OWN.size()));
        int forgeries = 1 + random.nextInt(31);
        if ((forgeries & 1) != 0) {
            delivery.getHeadBuilder().setAccountId("acc_" + random.nextInt(100));
        }
        if ((forgeries & 2) != 0) {
            delivery.getHeadBuilder().setStream(random.nextBoolean() ? "marketing" : "");
        }
        if ((forgeries & 4) != 0) {
            delivery.getHeadBuilder().setEnvironment(random.nextBoolean() ? "sandbox" : "LIVE");
        }
        if ((forgeries & 8) != 0) {
            delivery.setPoolId(random.nextBoolean() ? "pool_s" : "pool_" + random.nextInt(100));
        }
        if ((forgeries & 16) != 0) {
            egress = "127.0." + (2 + random.nextInt(200)) + "." + random.nextInt(255);
        }
        return fixture.attempt(delivery, egress, "forged.sender.test");
    }

    @Test
    void ofTenThousandForgedRecordsNoneLeaves() {
        SplittableRandom random = new SplittableRandom(11);
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            outcomes.add(fixture.submit(forged(random), new ArrayList<>()));
        }
        for (CompletableFuture<Outcome> outcome : outcomes) {
            Outcome refused = EngineFixture.await(outcome);
            assertEquals("failed", refused.getKind());
            assertTrue(List.of("pool_mismatch", "sandbox_refused").contains(refused.getCode()), refused.getCode());
        }
        assertTrue(mx.transcript().peers().isEmpty(), "a connection was opened");
        assertEquals(RECORDS, fixture.engine.metrics().refused());
        assertEquals("delivered", fixture.send(EngineFixture.delivery(mx)).getKind(), "the honest one goes");
    }
}
