package io.migomail.ingress.docs;

import io.migomail.ingress.problem.ErrorCode;
import java.util.EnumSet;
import java.util.Set;

/**
 * What an operation may be refused with.
 *
 * @param own what the contract lists for it, {@code x-errors}
 * @param general what follows from its form: that it takes a key, a body, an id, a query
 */
record OperationErrors(Set<ErrorCode> own, Set<ErrorCode> general) {
    private static final Set<ErrorCode> ALWAYS = EnumSet.of(
            ErrorCode.MALFORMED_REQUEST,
            ErrorCode.INTERNAL_ERROR,
            ErrorCode.STORE_UNAVAILABLE,
            ErrorCode.BUSY,
            ErrorCode.SHUTTING_DOWN);
    private static final Set<ErrorCode> WITH_KEY = EnumSet.of(
            ErrorCode.MISSING_API_KEY,
            ErrorCode.INVALID_API_KEY,
            ErrorCode.INSUFFICIENT_SCOPE,
            ErrorCode.SOURCE_NOT_ALLOWED,
            ErrorCode.ENVIRONMENT_MISMATCH,
            ErrorCode.SIGNATURE_REQUIRED,
            ErrorCode.SIGNATURE_INVALID,
            ErrorCode.SIGNATURE_EXPIRED,
            ErrorCode.SIGNATURE_REPLAYED,
            ErrorCode.RATE_LIMITED,
            ErrorCode.UNKNOWN_FIELD,
            ErrorCode.INVALID_VALUE,
            ErrorCode.PAYLOAD_TOO_LARGE,
            ErrorCode.VALIDATION_FAILED);
    private static final Set<ErrorCode> WITH_BODY = EnumSet.of(
            ErrorCode.MALFORMED_JSON,
            ErrorCode.UNSUPPORTED_MEDIA_TYPE,
            ErrorCode.MISSING_FIELD,
            ErrorCode.INVALID_TYPE,
            ErrorCode.TOO_LONG,
            ErrorCode.TOO_MANY,
            ErrorCode.FORBIDDEN_CHARACTER);
    private static final Set<ErrorCode> CHANGES = EnumSet.of(ErrorCode.CONFLICT);

    static OperationErrors of(ApiOperation operation) {
        EnumSet<ErrorCode> own = EnumSet.noneOf(ErrorCode.class);
        for (var word : operation.node().path("x-errors")) {
            own.add(ErrorCode.valueOf(word.asText().toUpperCase(java.util.Locale.ROOT)));
        }
        EnumSet<ErrorCode> general = EnumSet.copyOf(ALWAYS);
        if (!operation.scope().isEmpty()) {
            general.addAll(WITH_KEY);
        }
        if (!operation.bodySchema().isMissingNode()) {
            general.addAll(WITH_BODY);
        }
        if (!operation.method().equals("GET")) {
            general.addAll(CHANGES);
        }
        if (!operation.parameters("path").isEmpty()) {
            general.add(ErrorCode.NOT_FOUND);
        }
        if (!operation.parameters("query").isEmpty()) {
            general.add(ErrorCode.FORBIDDEN_CHARACTER);
            general.add(ErrorCode.TOO_LONG);
        }
        if (operation.parameters("query").stream()
                .anyMatch(each -> each.path("name").asText().equals("cursor"))) {
            general.add(ErrorCode.INVALID_CURSOR);
        }
        general.removeAll(own);
        return new OperationErrors(own, general);
    }

    /** Whether the site says that the operation may be answered so. */
    boolean tell(ErrorCode code) {
        return own.contains(code) || general.contains(code);
    }
}
