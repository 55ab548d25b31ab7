package io.migomail.sdk;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A call that did not succeed; its subclass tells the kind, its code the reason. */
public class MigomailException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Failure failure;

    /** What is wrong with one field of a request; the pointer is a JSON pointer into it. */
    public record FieldError(String pointer, String code, String message) {}

    /**
     * What a failure is.
     *
     * @param status of HTTP; 0 = there was no reply
     * @param requestId null where there was no reply, or one of somebody between
     * @param retryAfter what the server asks to wait for; null = nothing
     */
    public record Failure(
            int status,
            String code,
            String message,
            @Nullable String requestId,
            boolean retryable,
            @Nullable Duration retryAfter,
            List<FieldError> errors) {}

    /** Of this failure. */
    protected MigomailException(Failure failure, @Nullable Throwable cause) {
        super(
                failure.code() + ": " + failure.message()
                        + (failure.requestId() == null ? "" : " (" + failure.requestId() + ")"),
                cause);
        this.failure = failure;
    }

    /** The code of the API's list of errors, or {@code connection_failed}, {@code timeout}, {@code unexpected_answer}. */
    public String code() {
        return failure.code();
    }

    /** The status of HTTP; 0 where there was no reply. */
    public int status() {
        return failure.status();
    }

    /** What the request is called in the server's logs; null where the server did not say. */
    public @Nullable String requestId() {
        return failure.requestId();
    }

    /** Whether the same call may succeed later. */
    public boolean retryable() {
        return failure.retryable();
    }

    /** What the server asks to wait for; null where it does not say. */
    public @Nullable Duration retryAfter() {
        return failure.retryAfter();
    }

    /** What is wrong with each field; empty where it is none of them. */
    public List<FieldError> errors() {
        return failure.errors();
    }

    /** 401: the key, or the signature, is not accepted. */
    public static final class Authentication extends MigomailException {
        private static final long serialVersionUID = 1;

        Authentication(Failure failure) {
            super(failure, null);
        }
    }

    /** 403: the key may not do this. */
    public static final class PermissionDenied extends MigomailException {
        private static final long serialVersionUID = 1;

        PermissionDenied(Failure failure) {
            super(failure, null);
        }
    }

    /** 404 or 410: there is no such resource, or no longer. */
    public static final class NotFound extends MigomailException {
        private static final long serialVersionUID = 1;

        NotFound(Failure failure) {
            super(failure, null);
        }
    }

    /** 409: it does not fit with what is there. */
    public static final class Conflict extends MigomailException {
        private static final long serialVersionUID = 1;

        Conflict(Failure failure) {
            super(failure, null);
        }
    }

    /** Another 4xx: the request is not valid; {@code errors()} tells where. */
    public static final class InvalidRequest extends MigomailException {
        private static final long serialVersionUID = 1;

        InvalidRequest(Failure failure) {
            super(failure, null);
        }
    }

    /** 429: too many requests. */
    public static final class RateLimit extends MigomailException {
        private static final long serialVersionUID = 1;

        RateLimit(Failure failure) {
            super(failure, null);
        }
    }

    /** 5xx, or an answer that is not one of the API. */
    public static final class Server extends MigomailException {
        private static final long serialVersionUID = 1;

        Server(Failure failure, @Nullable Throwable cause) {
            super(failure, cause);
        }
    }

    /** No reply: {@code connection_failed} or {@code timeout}. Whether the request arrived is not known. */
    public static final class Connection extends MigomailException {
        private static final long serialVersionUID = 1;

        Connection(Failure failure, Throwable cause) {
            super(failure, cause);
        }
    }
}
