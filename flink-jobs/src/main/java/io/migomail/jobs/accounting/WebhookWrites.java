package io.migomail.jobs.accounting;

import io.migomail.control.ControlPlane;
import io.migomail.control.EntityKind;
import io.migomail.control.WriteResult;
import io.migomail.core.record.Change;
import io.migomail.core.record.Webhook;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Changes webhooks in the control plane, over whatever others made of them meanwhile. Thread-safe; blocks. */
final class WebhookWrites {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookWrites.class);
    private static final int TRIES = 5;

    /** What a webhook becomes. */
    @FunctionalInterface
    interface Next {
        /** Null = it is to stay as it is. */
        @Nullable
        Webhook of(Webhook webhook);
    }

    /** What a change came to. */
    enum Result {
        WRITTEN,
        /** There was nothing to change. */
        UNCHANGED,
        /** It did not come about now. */
        FAILED
    }

    private final ControlPlane control;

    WebhookWrites(ControlPlane control) {
        this.control = control;
    }

    /** @param change for the audit log; null = nothing that its owner has to know */
    Result write(String webhookId, @Nullable Change change, Next next) throws InterruptedException {
        for (int i = 0; i < TRIES; i++) {
            long version = control.version(EntityKind.WEBHOOK, webhookId);
            Webhook before = control.view().webhook(webhookId);
            Webhook after = before == null ? null : next.of(before);
            if (after == null) {
                return Result.UNCHANGED;
            }
            WriteResult result = control.put(after, version, change);
            if (result.status() == WriteResult.Status.WON) {
                return Result.WRITTEN;
            }
            LOG.warn("webhook {} could not be written: {} {}", webhookId, result.status(), result.detail());
        }
        return Result.FAILED;
    }
}
