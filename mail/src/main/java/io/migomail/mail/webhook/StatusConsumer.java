package io.migomail.mail.webhook;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.apache.hc.client5.http.async.methods.AbstractBinResponseConsumer;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;

/**
 * Takes status and {@code Retry-After} of a reply as soon as its head is there; what follows is read and thrown away,
 * up to a bound, so that the connection can be used again. Runs on an I/O thread.
 */
final class StatusConsumer extends AbstractBinResponseConsumer<WebhookClient.Reply> {
    private static final int BODY = 64 * 1024;
    private static final int WINDOW = 8 * 1024;

    private final CompletableFuture<WebhookClient.Reply> early;
    private WebhookClient.Reply reply = WebhookClient.Reply.error("no_reply");
    private final ByteBuffer shown;
    private int read;

    /** @param shown octets of the body that are waited for and given */
    StatusConsumer(CompletableFuture<WebhookClient.Reply> early, int shown) {
        this.early = early;
        this.shown = ByteBuffer.allocate(shown);
    }

    @Override
    protected void start(HttpResponse response, ContentType contentType) {
        Header retryAfter = response.getFirstHeader("Retry-After");
        String value = retryAfter == null || retryAfter.getValue() == null ? "" : retryAfter.getValue();
        reply = new WebhookClient.Reply(response.getCode(), "", value);
        if (shown.capacity() == 0) {
            early.complete(reply);
        }
    }

    @Override
    protected int capacityIncrement() {
        return WINDOW;
    }

    @Override
    protected void data(ByteBuffer data, boolean endOfStream) throws IOException {
        read += data.remaining();
        while (data.hasRemaining() && shown.hasRemaining()) {
            shown.put(data.get());
        }
        data.position(data.limit());
        if (shown.capacity() > 0 && !shown.hasRemaining()) {
            early.complete(buildResult());
        }
        if (read > BODY) {
            throw new IOException("the body of the reply is too long");
        }
    }

    @Override
    protected WebhookClient.Reply buildResult() {
        String body = new String(shown.array(), 0, shown.position(), StandardCharsets.UTF_8);
        return new WebhookClient.Reply(reply.status(), reply.error(), reply.retryAfter(), body);
    }

    @Override
    public void releaseResources() {
        // Nothing is held.
    }
}
