package io.migomail.sdk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import io.migomail.sdk.Transport.Reply;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes calls: headers, attempts, answers. Thread-safe. */
final class Caller {
    private static final int KEY_BYTES = 16;
    private static final byte[] NOTHING = new byte[0];

    private final String authorization;
    private final Options options;
    private final Retries retries;
    private final @Nullable Signer signer;

    Caller(String key, Options options) {
        this.authorization = "Bearer " + key;
        this.options = options;
        this.retries = new Retries(options.maxRetries(), options.random());
        this.signer = options.signingSecret() == null
                ? null
                : new Signer(options.signingSecret(), options.clock(), options.random());
    }

    /** Makes a call whose answer is one thing. */
    <T> T answer(Call call, Class<T> type) {
        return read(reply(call), Json.MAPPER.constructType(type));
    }

    /** Makes a call whose answer is a page of a list. */
    <T> Page<T> page(Call call, Class<T> type) {
        JavaType rows = Json.MAPPER.getTypeFactory().constructParametricType(Page.Rows.class, type);
        Page.Rows<T> read = read(reply(call), rows);
        return new Page<>(read, cursor -> page(call.at(cursor), type));
    }

    /** Makes a call whose answer is a text. */
    String text(Call call) {
        return new String(reply(call).body(), StandardCharsets.UTF_8);
    }

    /** Makes a call that has no answer. */
    void nothing(Call call) {
        reply(call);
    }

    private static <T> T read(Reply reply, JavaType type) {
        try {
            T read = Json.MAPPER.readValue(reply.body(), type);
            if (read != null) {
                return read;
            }
            throw Failures.unexpected(reply, new IOException("null"));
        } catch (IOException e) {
            throw Failures.unexpected(reply, e);
        }
    }

    private Reply reply(Call call) {
        Map<String, String> headers = headers(call);
        byte[] body = body(call);
        for (int attempt = 0; ; attempt++) {
            MigomailException failure;
            try {
                Reply reply = attempt(call, headers, body);
                if (reply.status() >= 200 && reply.status() < 300) {
                    return reply;
                }
                failure = Failures.of(reply, options.clock());
            } catch (IOException e) {
                failure = Failures.of(e);
            }
            Duration wait = retries.after(call, attempt, failure);
            if (wait == null) {
                throw failure;
            }
            sleep(wait, failure);
        }
    }

    private Reply attempt(Call call, Map<String, String> headers, byte[] body) throws IOException {
        URI uri = URI.create(options.baseUrl() + call.target());
        Map<String, String> all = new LinkedHashMap<>(headers);
        if (signer != null) {
            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            all.putAll(signer.headers(call.method(), uri.getRawPath() + query, body));
        }
        try {
            return options.transport()
                    .exchange(new Transport.Request(call.method(), uri, all, body), options.timeout());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new java.io.InterruptedIOException("interrupted");
        }
    }

    private Map<String, String> headers(Call call) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Authorization", authorization);
        headers.put("Accept", "application/json");
        headers.put(
                "User-Agent",
                "migomail-java/" + Migomail.VERSION + " (java " + System.getProperty("java.version") + ")");
        if (call.body() != null) {
            headers.put("Content-Type", "application/json");
        }
        if (call.keyed()) {
            String given = call.givenKey();
            headers.put("Idempotency-Key", given == null ? newKey() : given);
        }
        return headers;
    }

    private String newKey() {
        byte[] bytes = new byte[KEY_BYTES];
        options.random().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] body(Call call) {
        try {
            return call.body() == null ? NOTHING : Json.MAPPER.writeValueAsBytes(call.body());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the body cannot be written as JSON", e);
        }
    }

    private void sleep(Duration wait, MigomailException failure) {
        try {
            options.sleeper().sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }
}
