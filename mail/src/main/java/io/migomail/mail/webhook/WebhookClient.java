package io.migomail.mail.webhook;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Makes one POST; asynchronous, never throws, never follows a redirect. */
public interface WebhookClient extends AutoCloseable {
    /**
     * What came back.
     *
     * @param status HTTP status, 0 = none
     * @param error a word for what went wrong before a status, else empty
     * @param retryAfter the header as sent, else empty
     * @param body the beginning of the body, where it was asked for
     */
    record Reply(int status, String error, String retryAfter, String body) {
        public Reply(int status, String error, String retryAfter) {
            this(status, error, retryAfter, "");
        }

        /** No reply, and why. */
        public static Reply error(String error) {
            return new Reply(0, error, "");
        }
    }

    /** Completes within {@code Limits.WEBHOOK_TIMEOUT} and a little. */
    CompletionStage<Reply> post(URI target, Map<String, String> headers, byte[] body);

    @Override
    void close();
}
