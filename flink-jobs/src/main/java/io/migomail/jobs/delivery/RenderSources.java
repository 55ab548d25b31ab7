package io.migomail.jobs.delivery;

import io.migomail.compose.TrackingUrls;
import io.migomail.core.body.BodyStore;
import io.migomail.mail.dkim.DkimKey;
import io.migomail.templates.Prepared;
import java.time.Duration;
import java.util.List;

/** What rendering takes from the control plane. Used by one task thread. */
interface RenderSources extends AutoCloseable {
    /** Waits until everything up to this offset is known; false where the time-out came first. */
    boolean await(long controlOffset, Duration timeout) throws InterruptedException;

    /**
     * A published version of an application's template.
     *
     * @throws RenderException where there is none, or it cannot be prepared
     */
    Prepared template(String applicationId, String alias, int version) throws RenderException;

    /**
     * The keys that sign for an account's domain; at least one.
     *
     * @throws RenderException where there is none that can be used
     */
    List<DkimKey> keys(String accountId, String domain) throws RenderException;

    /** The links of mails. */
    TrackingUrls links();

    /**
     * The local part of a delivery's return path, without a label.
     *
     * @throws IllegalArgumentException where the delivery is none of a message that an ingress gave its id
     */
    String returnPath(String deliveryId);

    /** Where large bodies are; none where they travel within the records. */
    default BodyStore bodies() {
        return BodyStore.NONE;
    }

    @Override
    void close();

    /** How the function gets its sources on the machine where it runs. */
    @FunctionalInterface
    interface Opener extends java.io.Serializable {
        RenderSources open() throws java.io.IOException, InterruptedException;
    }
}
