package io.migomail.ingress.intake;

import io.migomail.control.ControlView;
import io.migomail.control.SecretBox;
import io.migomail.core.Hmac;
import io.migomail.core.Ids;
import io.migomail.core.Limits;
import io.migomail.core.TimeSource;
import io.migomail.core.record.ApiKey;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Signed requests: {@code Migo-Signature: v1=<hex HMAC-SHA256>} over timestamp, method, path with query and the digest of
 * the body, under the signing secret of the API key. A signature is taken once by a node; another node takes it no more
 * once it knows of a change that the request made (docs/adr/0034). Thread-safe.
 */
public final class SignatureCheck {
    /** Unix seconds; a fraction tells requests apart that are equal otherwise. */
    private static final Pattern TIMESTAMP = Pattern.compile("([0-9]{1,11})(?:\\.([0-9]{1,9}))?");

    private static final Pattern SIGNATURE = Pattern.compile("v1=([0-9a-f]{64})");

    private final ControlView view;
    private final SecretBox box;
    private final TimeSource time;
    private final SeenSignatures seen = new SeenSignatures();

    /** What a request says of its signature. */
    public record Headers(
            @Nullable String timestamp, @Nullable String signature) {
        boolean any() {
            return timestamp != null || signature != null;
        }
    }

    /** What is signed, but for the time; {@code target} is path and query as they were sent. */
    public record Request(String method, String target, byte[] body) {}

    public SignatureCheck(ControlView view, SecretBox box, TimeSource time) {
        this.view = view;
        this.box = box;
        this.time = time;
    }

    /**
     * Whether a request is to be checked: it is signed, or the key takes nothing else.
     *
     * @throws Problem {@code signature_required}
     */
    public boolean isDue(Caller caller, Headers headers) {
        ApiKey key = view.apiKey(caller.actorId());
        boolean required = key != null && key.getRequireSignature();
        if (required && !headers.any()) {
            throw Problem.of(
                    ErrorCode.SIGNATURE_REQUIRED, "Send the headers Migo-Timestamp and Migo-Signature with this key.");
        }
        return headers.any();
    }

    /**
     * Checks a signature, and takes it; returns what names it, in hex.
     *
     * @throws Problem {@code signature_invalid}, {@code signature_expired}, {@code signature_replayed}, or {@code busy}
     *     where no more can be remembered
     */
    public String take(Caller caller, Headers headers, Request request) {
        long now = time.wallMillis();
        String timestamp = headers.timestamp() == null ? "" : headers.timestamp();
        long at = millis(timestamp);
        if (Math.abs(now - at) > Limits.SIGNATURE_SKEW.toMillis()) {
            throw Problem.of(
                    ErrorCode.SIGNATURE_EXPIRED,
                    "Migo-Timestamp may be " + Limits.SIGNATURE_SKEW.toSeconds() + " seconds from now at most.");
        }
        byte[] expected = new Hmac(secret(caller)).of(text(timestamp, request));
        if (!MessageDigest.isEqual(expected, given(headers))) {
            throw invalid("It must be v1= and the hex HMAC-SHA256 of timestamp.METHOD.path?query.hex(sha256(body)).");
        }
        String name = HexFormat.of().formatHex(expected);
        if (view.hasChangeSigned(caller.accountId(), name, now - 2 * Limits.SIGNATURE_SKEW.toMillis())) {
            throw replayed();
        }
        switch (seen.take(caller.actorId(), ByteBuffer.wrap(expected).getLong(), at, now)) {
            case NEW -> {}
            case REPEATED -> throw replayed();
            case FULL -> throw Problem.of(ErrorCode.BUSY, "Too many signed requests are being sent. Send it again.");
        }
        return name;
    }

    private static long millis(String timestamp) {
        Matcher parts = TIMESTAMP.matcher(timestamp);
        if (!parts.matches()) {
            throw invalid("Migo-Timestamp must be Unix seconds.");
        }
        return Long.parseLong(parts.group(1)) * 1000;
    }

    private static byte[] given(Headers headers) {
        Matcher hex = SIGNATURE.matcher(headers.signature() == null ? "" : headers.signature());
        return hex.matches() ? HexFormat.of().parseHex(hex.group(1)) : new byte[0];
    }

    private byte[] secret(Caller caller) {
        ApiKey key = view.apiKey(caller.actorId());
        if (key == null || key.getSigningSecret().isEmpty()) {
            throw invalid("The API key has no signing secret; rotate it to get one.");
        }
        return box.open(key.getSigningSecret().toByteArray(), key.getId());
    }

    private static byte[] text(String timestamp, Request request) {
        String digest = HexFormat.of().formatHex(Ids.sha256(request.body()));
        return (timestamp + '.' + request.method() + '.' + request.target() + '.' + digest)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Problem invalid(String detail) {
        return Problem.of(ErrorCode.SIGNATURE_INVALID, detail);
    }

    private static Problem replayed() {
        return Problem.of(ErrorCode.SIGNATURE_REPLAYED, "Sign every request anew, with its own Migo-Timestamp.");
    }
}
