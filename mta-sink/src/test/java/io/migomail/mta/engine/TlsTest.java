package io.migomail.mta.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.record.Delivery;
import io.migomail.core.record.Outcome;
import io.migomail.testkit.mx.ScriptedMx;
import io.migomail.testkit.mx.Step;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Opportunistic TLS, and what becomes of hosts where it does not work. */
class TlsTest {
    private final ScriptedMx mx = ScriptedMx.start();
    private final EngineFixture fixture = new EngineFixture(EngineFixture.CONFIG);

    @BeforeEach
    void offerTls() {
        mx.first().offers("STARTTLS", "PIPELINING");
    }

    @AfterEach
    void close() throws Exception {
        fixture.close();
        mx.close();
    }

    @Test
    void tlsIsUsedWhereOfferedWhateverTheCertificate() {
        Outcome outcome = fixture.send(EngineFixture.delivery(mx));
        assertEquals("delivered", outcome.getKind());
        assertEquals("TLSv1.3", outcome.getSmtp().getTlsVersion());
        assertFalse(outcome.getSmtp().getTlsCipher().isEmpty());
        assertEquals("delivered", fixture.send(EngineFixture.delivery(mx)).getKind());
        assertEquals(1, mx.transcript().secured());
        assertEquals(1, mx.transcript().peers().size());
        assertEquals(
                List.of("EHLO sender.test", "STARTTLS", "EHLO sender.test"),
                mx.transcript().commands().subList(0, 3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"454 4.7.0 no TLS now", "220-go-rst", "close"})
    void afterATlsFailureTheMessageGoesInClearAndTheHostIsRemembered(String reply) {
        mx.on(Step.STARTTLS, reply);
        Outcome outcome = fixture.send(EngineFixture.delivery(mx));
        assertEquals("delivered", outcome.getKind());
        assertEquals("", outcome.getSmtp().getTlsVersion());
        assertEquals("delivered", fixture.send(EngineFixture.delivery(mx)).getKind());
        assertEquals(2, mx.transcript().peers().size(), "one attempt at TLS, one connection in clear, used twice");
        assertEquals(1, fixture.engine.metrics().tlsFallbacks());
    }

    @Test
    void anAnswerInjectedBeforeTlsIsDropped() {
        // The injected line announces a tiny SIZE, in the place of the reply to the second EHLO.
        mx.on(Step.STARTTLS, "220 go\r\n250-evil\r\n250 SIZE 1");
        Outcome outcome = fixture.send(EngineFixture.delivery(mx));
        assertEquals("delivered", outcome.getKind());
        assertEquals("TLSv1.3", outcome.getSmtp().getTlsVersion());
        assertEquals("EHLO sender.test", mx.transcript().commands().get(2));
    }

    private Delivery.Builder toGoogle() {
        Delivery.Builder delivery = EngineFixture.delivery(mx);
        delivery.getRouteBuilder().setGroup("provider:google");
        return delivery;
    }

    @Test
    void whereTlsIsRequiredMailWaitsRatherThanGoingInClear() {
        mx.first().offers("PIPELINING");
        refusedForTls();
    }

    @ParameterizedTest
    @ValueSource(strings = {"454 4.7.0 no TLS now", "220-go-rst"})
    void whereTlsIsRequiredAFailedHandshakeIsNoReasonForClear(String reply) {
        mx.on(Step.STARTTLS, reply);
        refusedForTls();
    }

    private void refusedForTls() {
        Outcome outcome = fixture.send(toGoogle());
        assertEquals("deferred", outcome.getKind());
        assertEquals("tls_failed", outcome.getCode());
        assertTrue(mx.transcript().messages().isEmpty());
        assertFalse(mx.transcript().commands().stream().anyMatch(command -> command.startsWith("MAIL")));
    }

    @Test
    void whereTlsIsRequiredMailGoesEncrypted() {
        assertEquals("TLSv1.3", fixture.send(toGoogle()).getSmtp().getTlsVersion());
    }
}
