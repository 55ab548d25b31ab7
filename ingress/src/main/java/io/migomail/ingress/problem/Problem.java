package io.migomail.ingress.problem;

import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A request that cannot be served, as its caller is told. Thrown to the edge, where REST renders it as
 * {@code application/problem+json} (RFC 9457) and SMTP as a reply. Has no stack trace: it is an answer, not a failure.
 */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final transient List<FieldError> errors;

    private Problem(ErrorCode code, String detail, List<FieldError> errors) {
        super(detail, null, false, false);
        this.code = code;
        this.errors = List.copyOf(errors);
    }

    /** A problem of the request as a whole. */
    public static Problem of(ErrorCode code, String detail) {
        return new Problem(code, detail, List.of());
    }

    /** A problem of the request as a whole, with what is to be said of its parts. */
    public static Problem of(ErrorCode code, String detail, List<FieldError> errors) {
        return new Problem(code, detail, errors);
    }

    /** A problem of one field. */
    public static Problem at(String pointer, ErrorCode code, String message) {
        return ofErrors(List.of(new FieldError(pointer, code, message)));
    }

    /** All faults of a request: its code is theirs where they agree, else {@link ErrorCode#VALIDATION_FAILED}. */
    public static Problem ofErrors(List<FieldError> errors) {
        ErrorCode first = errors.get(0).code();
        boolean same = errors.stream().allMatch(e -> e.code() == first);
        String detail = errors.size() == 1
                ? errors.get(0).message()
                : errors.size() + " errors; the first at " + errors.get(0).pointer() + ": "
                        + errors.get(0).message();
        return new Problem(same ? first : ErrorCode.VALIDATION_FAILED, detail, errors);
    }

    /** What a stage failed with, without the wrapping that its successors see; null where it did not fail. */
    public static @Nullable Throwable cause(@Nullable Throwable failure) {
        return (failure instanceof CompletionException || failure instanceof ExecutionException)
                        && failure.getCause() != null
                ? failure.getCause()
                : failure;
    }

    public ErrorCode code() {
        return code;
    }

    /** What is wrong this time, in a sentence. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    /** The faults by field; empty where the request as a whole is at fault. */
    public List<FieldError> errors() {
        return errors;
    }
}
