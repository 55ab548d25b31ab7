package io.migomail.jobs.accounting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.google.protobuf.ByteString;
import io.migomail.control.ControlPlane;
import io.migomail.control.MasterKey;
import io.migomail.control.SecretBox;
import io.migomail.core.record.Webhook;
import io.migomail.testkit.FakeTime;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ControlWebhooksTest {
    private static final String ID = "whk_1";

    private final FakeTime time = new FakeTime();
    private final SecretBox box = new SecretBox(new MasterKey(new byte[32]), new SecureRandom());
    private ControlWebhooks webhooks;
    private ControlPlane control;

    @BeforeEach
    void open() throws InterruptedException {
        control = ControlPlane.inMemory(time);
        webhooks = new ControlWebhooks(control, box, event -> true, time);
    }

    @AfterEach
    void close() {
        webhooks.close();
    }

    private void put(boolean enabled, long oldUntil) throws InterruptedException {
        control.put(
                Webhook.newBuilder()
                        .setId(ID)
                        .setEnabled(enabled)
                        .setSecret(sealed("whsec_new"))
                        .setOldSecret(sealed("whsec_old"))
                        .setOldSecretUntil(oldUntil)
                        .build(),
                0);
    }

    private ByteString sealed(String secret) {
        return ByteString.copyFrom(box.seal(secret.getBytes(StandardCharsets.US_ASCII), ID));
    }

    private @Nullable List<String> secrets() {
        WebhookTargets.Target target = webhooks.find(ID);
        return target == null ? null : target.secrets();
    }

    @Test
    void anOldSecretSignsUntilItsEnd() throws InterruptedException {
        put(true, time.wallMillis() + 1000);
        assertEquals(List.of("whsec_new", "whsec_old"), secrets());
        time.advance(Duration.ofSeconds(1));
        assertEquals(List.of("whsec_new"), secrets());
    }

    @Test
    void aWebhookThatIsSwitchedOffSaysWhyAndSinceWhen() throws Exception {
        put(true, 0);
        webhooks.disable(ID, "failing");
        long give = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (webhooks.find(ID) != null && System.nanoTime() < give) {
            Thread.onSpinWait();
        }
        Webhook webhook = control.view().webhook(ID);
        assertEquals(false, webhook.getEnabled());
        assertEquals("failing", webhook.getDisabledReason());
        assertEquals(time.wallMillis(), webhook.getDisabledAt());
    }

    @Test
    void whatIsDisabledOrGoneHasNoTarget() throws InterruptedException {
        assertNull(secrets());
        put(false, 0);
        assertNull(secrets());
    }
}
