package io.migomail.mta.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.migomail.core.record.Delivery;
import io.migomail.core.record.Outcome;
import io.migomail.testkit.mx.ScriptedMx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the engine itself refuses, before anything is sent. */
class RefusalTest {
    private final ScriptedMx mx = ScriptedMx.start();
    private final EngineFixture fixture = new EngineFixture(EngineFixture.CONFIG);

    @AfterEach
    void close() throws Exception {
        fixture.close();
        mx.close();
    }

    private void refused(String code, Outcome outcome) {
        assertEquals("failed", outcome.getKind());
        assertEquals(code, outcome.getCode());
        assertEquals(0, mx.transcript().peers().size(), "something was sent");
        assertEquals(1, fixture.engine.metrics().refused());
    }

    private Delivery.Builder delivery() {
        return EngineFixture.delivery(mx);
    }

    @Test
    void anothersPoolIsRefused() {
        Delivery.Builder delivery = delivery();
        delivery.getHeadBuilder().setAccountId("acc_b");
        refused("pool_mismatch", fixture.send(delivery));
    }

    @Test
    void aPoolOfAnotherStreamIsRefused() {
        Delivery.Builder delivery = delivery();
        delivery.getHeadBuilder().setStream("marketing");
        refused("pool_mismatch", fixture.send(delivery));
    }

    @Test
    void aPoolOfAnotherEnvironmentIsRefused() {
        refused("pool_mismatch", fixture.send(delivery().setPoolId("pool_s")));
    }

    @Test
    void anUnknownPoolIsRefused() {
        refused("pool_mismatch", fixture.send(delivery().setPoolId("pool_z")));
    }

    @Test
    void anAddressOutsideThePoolIsRefused() {
        refused("pool_mismatch", fixture.send(fixture.attempt(delivery(), "127.0.1.99", "")));
    }

    @Test
    void sandboxMailGoesToCaptureTargetsOnly() {
        Delivery.Builder delivery = delivery().setPoolId("pool_s");
        delivery.getHeadBuilder().setEnvironment("sandbox");
        refused("sandbox_refused", fixture.send(delivery));
        var config = EngineFixture.CONFIG.withCaptureGroups(java.util.Set.of("route:capture"));
        try (EngineFixture capturing = new EngineFixture(config)) {
            delivery.getRouteBuilder().setGroup("route:capture");
            assertEquals("delivered", capturing.send(delivery).getKind());
        }
    }

    @Test
    void aCommandInAnAddressIsRefused() {
        refused("envelope_unfit", fixture.send(delivery().setRecipient("a@b>\r\nRCPT TO:<c@d")));
    }

    @Test
    void aBareLineFeedIsRefused() {
        refused(
                "content_not_canonical",
                fixture.send(delivery().setMime(ByteString.copyFromUtf8("a\r\n\r\nb\n.\r\nMAIL FROM:<x@y>\r\n"))));
    }

    @Test
    void aPrivateMxOfAStrangerIsRefusedButAnOperatorsRouteIsNot() {
        try (EngineFixture strict = new EngineFixture(EngineFixture.CONFIG.withAllowPrivateMx(false))) {
            Outcome outcome = strict.send(delivery());
            assertEquals("deferred", outcome.getKind());
            assertEquals("mx_address_refused", outcome.getCode());
            assertTrue(mx.transcript().peers().isEmpty());
            Delivery.Builder routed = delivery();
            routed.getRouteBuilder().setGroup("route:127.0.0.1");
            assertEquals("delivered", strict.send(routed).getKind());
        }
    }
}
