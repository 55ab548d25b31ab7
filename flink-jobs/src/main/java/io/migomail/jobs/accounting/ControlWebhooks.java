package io.migomail.jobs.accounting;

import com.google.protobuf.ByteString;
import io.migomail.control.ControlPlane;
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

/** Webhooks as the control plane knows them, secrets opened with this machine's master key. Thread-safe. */
final class ControlWebhooks implements WebhookTargets {
    private final ControlPlane control;
    private final SecretBox secrets;
    private final TimeSource time;
    private final WebhookDisabler disabler;
    private final ExecutorService writer = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "webhook-disabler");
        thread.setDaemon(true);
        return thread;
    });

    ControlWebhooks(ControlPlane control, SecretBox secrets, WebhookDisabler.Events events, TimeSource time) {
        this.control = control;
        this.secrets = secrets;
        this.time = time;
        this.disabler = new WebhookDisabler(control, events, time);
    }

    /**
     * The targets of the process that calls this.
     *
     * @param events where it is told that one is disabled
     */
    static ControlWebhooks open(JobConfig config, WebhookDisabler.Events events)
            throws IOException, InterruptedException {
        Settings settings = config.settingsHere();
        MasterKey master = MasterKey.resolve(settings, System.getenv(), config.dataFolder(), false);
        ControlPlane control = ControlPlane.shared(config.kafka(), TimeSource.SYSTEM);
        ControlWebhooks webhooks =
                new ControlWebhooks(control, new SecretBox(master, new SecureRandom()), events, TimeSource.SYSTEM);
        webhooks.tell();
        return webhooks;
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
        write(() -> disabler.disable(webhookId, reason));
    }

    /** Tells, a moment later, of what was disabled by a process that did not come to tell of it. */
    void tell() {
        write(disabler::tell);
    }

    /** Something to do with the control plane. */
    @FunctionalInterface
    private interface Task {
        void run() throws InterruptedException;
    }

    private void write(Task task) {
        writer.execute(() -> {
            try {
                task.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Override
    public void close() {
        writer.shutdownNow();
        control.close();
    }
}
