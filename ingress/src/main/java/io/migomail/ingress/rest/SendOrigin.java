package io.migomail.ingress.rest;

import io.migomail.core.IdempotencyScope;
import io.migomail.core.Ids;
import io.migomail.core.Limits;
import io.migomail.ingress.intake.SendRequest;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import io.migomail.telemetry.trace.TraceParent;
import org.jspecify.annotations.Nullable;

/** What the headers of a request say of the sends that it holds. */
final class SendOrigin {
    private final long receivedAt;
    private final @Nullable String key;
    private final String traceparent;

    private SendOrigin(long receivedAt, @Nullable String key, String traceparent) {
        this.receivedAt = receivedAt;
        this.key = key;
        this.traceparent = traceparent;
    }

    /**
     * Of a call whose body was read. A signed one without an idempotency key has that of its signature, which no client can
     * give, for it holds a space: a request that is replayed at another node sends nothing again (docs/adr/0034).
     *
     * @throws Problem {@code invalid_value} where its idempotency key is none
     */
    static SendOrigin of(Call call) {
        String key = call.header("Idempotency-Key");
        if (key != null && !IdempotencyScope.isKey(key)) {
            throw Problem.of(
                    ErrorCode.INVALID_VALUE,
                    "The Idempotency-Key must be 1 to " + Limits.IDEMPOTENCY_KEY_CHARS
                            + " visible ASCII characters, without spaces.");
        }
        if (key == null && !call.signature().isEmpty()) {
            key = "signature " + call.signature();
        }
        String trace = call.header("traceparent");
        return new SendOrigin(call.receivedAt(), key, trace != null && TraceParent.is(trace) ? trace : "");
    }

    /** Of the one send of a request with that body. */
    SendRequest.Origin whole(byte[] body) {
        return origin(key, body);
    }

    /** Of one of many. Its key is that of the request and its place; no request has such a key, for no key holds a space. */
    SendRequest.Origin item(int place, byte[] body) {
        return origin(key == null ? null : key + ' ' + place, body);
    }

    private SendRequest.Origin origin(@Nullable String itsKey, byte[] body) {
        byte[] digest = itsKey == null ? new byte[0] : Ids.sha256(body);
        return new SendRequest.Origin("rest", receivedAt, itsKey, digest, traceparent);
    }
}
