package io.migomail.mta.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.protobuf.ByteString;
import io.migomail.core.Ids;
import io.migomail.core.record.Delivery;
import io.migomail.core.record.DkimSignature;
import io.migomail.core.record.MxHost;
import io.migomail.core.record.Outcome;
import io.migomail.core.record.SentMail;
import io.migomail.testkit.mx.ScriptedMx;
import io.migomail.testkit.mx.Step;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an outcome tells of the message that was sent, and of the host that it was sent to. */
class SentMailTest {
    private static final DkimSignature SIGNATURE = DkimSignature.newBuilder()
            .setDomain("sender.test")
            .setSelector("migo1")
            .setAlgorithm("rsa-sha256")
            .setBodyHash(ByteString.copyFromUtf8("bh"))
            .setSignature(ByteString.copyFromUtf8("b"))
            .build();
    private static final SentMail SENT = SentMail.newBuilder()
            .setDigest(ByteString.copyFrom(Ids.sha256(EngineFixture.MIME.getBytes(StandardCharsets.ISO_8859_1))))
            .addSignatures(SIGNATURE)
            .build();

    private final ScriptedMx mx = ScriptedMx.start();
    private final EngineFixture fixture = new EngineFixture(EngineFixture.CONFIG);

    @AfterEach
    void close() throws Exception {
        fixture.close();
        mx.close();
    }

    private Delivery.Builder delivery() {
        return EngineFixture.delivery(mx).addSignatures(SIGNATURE);
    }

    @Test
    void ofAMessageThatArrivedItTellsTheOctetsAndTheirSignatures() {
        Outcome outcome = fixture.send(delivery());
        assertEquals(SENT, outcome.getSent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"451 4.7.1 not now", "554 5.7.1 spam"})
    void alsoOfOneThatWasRefusedOnceItWasThere(String reply) {
        mx.on(Step.DOT, reply);
        assertEquals(SENT, fixture.send(delivery()).getSent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"RCPT", "DATA"})
    void ofOneThatWasRefusedBeforeItTellsNothing(Step step) {
        mx.on(step, "550 5.1.1 no");
        Outcome outcome = fixture.send(delivery());
        assertEquals("bounced", outcome.getKind());
        assertFalse(outcome.hasSent());
    }

    @Test
    void whatOneHostWasSentIsNotToldOfTheNext() {
        try (ScriptedMx second = ScriptedMx.start()) {
            mx.on(Step.DOT, "421 4.3.2 going down");
            second.on(Step.RCPT, "550 5.1.1 no");
            Delivery.Builder delivery = delivery();
            delivery.getRouteBuilder()
                    .addHosts(MxHost.newBuilder()
                            .setHost("127.0.0.1")
                            .setPort(second.port())
                            .setPreference(20));
            Outcome outcome = fixture.send(delivery);
            assertEquals(1, mx.transcript().messages().size());
            assertEquals("bounced", outcome.getKind());
            assertFalse(outcome.hasSent());
        }
    }

    @Test
    void itTellsTheCertificateThatTheHostShowed() throws CertificateEncodingException {
        mx.first().offers("STARTTLS", "PIPELINING");
        ByteString expected =
                ByteString.copyFrom(Ids.sha256(ScriptedMx.certificate().getEncoded()));
        assertEquals(expected, fixture.send(delivery()).getSmtp().getTlsCertificate());
        // Over the warm connection, too, and where the host refuses.
        mx.on(Step.RCPT, "550 5.1.1 no");
        assertEquals(expected, fixture.send(delivery()).getSmtp().getTlsCertificate());
    }

    @Test
    void withoutTlsThereIsNone() {
        assertEquals(ByteString.EMPTY, fixture.send(delivery()).getSmtp().getTlsCertificate());
    }
}
