package io.migomail.jobs.accounting;

import io.migomail.core.record.WebhookRetry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where webhooks are sent to, at this moment. Thread-safe; look-ups never block. */
interface WebhookTargets extends AutoCloseable {
    /**
     * One target.
     *
     * @param secrets live secrets, as {@code whsec_…}; never logged
     * @param retry the webhook's own schedule; the default instance where it has none
     */
    record Target(String url, List<String> secrets, WebhookRetry retry) {
        @Override
        public String toString() {
            return url;
        }
    }

    /** The target, or null where the webhook is disabled or gone. */
    @Nullable
    Target find(String webhookId);

    /**
     * Switches a webhook off; returns at once.
     *
     * @param reason a word that its owner reads
     */
    void disable(String webhookId, String reason);

    @Override
    void close();

    /** How the sink gets its targets on the machine where it runs. */
    interface Source extends java.io.Serializable {
        WebhookTargets open() throws java.io.IOException, InterruptedException;
    }
}
