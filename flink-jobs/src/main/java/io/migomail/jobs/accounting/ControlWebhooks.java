package io.migomail.jobs.accounting;

import com.google.protobuf.ByteString;
import io.migomail.control.ControlPlane;
import io.migomail.control.EntityKind;
import io.migomail.control.MasterKey;
import io.migomail.control.SecretBox;
import io.migomail.core.Settings;
import io.migomail.core.TimeSource;
import io.migomail.core.record.Webhook;
import io.migomail.jobs.JobConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Webhooks as the control plane knows them, secrets opened with this machine's master key. Thread-safe. */
final class ControlWebhooks implements WebhookTargets {
    private static final Logger LOG = LoggerFactory.getLogger(ControlWebhooks.class);

    private final ControlPlane control;
    private final SecretBox secrets;
    private final TimeSource time;
    private final ExecutorService writer = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "webhook-disabler");
        thread.setDaemon(true);
        return thread;
    });

    ControlWebhooks(ControlPlane control, SecretBox secrets, TimeSource time) {
        this.control = control;
        this.secrets = secrets;
        this.time = time;
    }

    /** The targets of the process that calls this. */
    static ControlWebhooks open(JobConfig config) throws IOException, InterruptedException {
        Settings settings = config.settingsHere();
        MasterKey master = MasterKey.resolve(settings, System.getenv(), config.dataFolder(), false);
        ControlPlane control = ControlPlane.shared(config.bootstrap(), TimeSource.SYSTEM);
        return new ControlWebhooks(control, new SecretBox(master, new SecureRandom()), TimeSource.SYSTEM);
    }

    @Override
    public @Nullable Target find(String webhookId) {
        Webhook webhook = control.view().webhook(webhookId);
        if (webhook == null || !webhook.getEnabled()) {
            return null;
        }
        List<String> live = new ArrayList<>(List.of(opened(webhook.getSecret(), webhookId)));
        if (time.wallMillis() < webhook.getOldSecretUntil()) {
            live.add(opened(webhook.getOldSecret(), webhookId));
        }
        return new Target(webhook.getUrl(), live, webhook.getRetry());
    }

    private String opened(ByteString sealed, String webhookId) {
        return new String(secrets.open(sealed.toByteArray(), webhookId), StandardCharsets.US_ASCII);
    }

    @Override
    public void disable(String webhookId, String reason) {
        writer.execute(() -> {
            try {
                disableNow(webhookId, reason);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void disableNow(String webhookId, String reason) throws InterruptedException {
        long version = control.version(EntityKind.WEBHOOK, webhookId);
        Webhook webhook = control.view().webhook(webhookId);
        if (webhook != null && webhook.getEnabled()) {
            var result = control.put(
                    webhook.toBuilder()
                            .setEnabled(false)
                            .setDisabledReason(reason)
                            .setDisabledAt(time.wallMillis())
                            .clearReplay()
                            .build(),
                    version);
            LOG.info("webhook {} is disabled: {} ({})", webhookId, reason, result.status());
        }
    }

    @Override
    public void close() {
        writer.shutdownNow();
        control.close();
    }
}
