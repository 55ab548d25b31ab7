package io.migomail.ingress.docs;

import io.migomail.ingress.problem.ErrorCode;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What the reference says of the errors of each operation, for tests. */
public final class DocumentedErrors {
    private static final Map<String, OperationErrors> ALL = ApiDocument.read().operations().stream()
            .collect(Collectors.toMap(ApiOperation::toString, OperationErrors::of));

    private DocumentedErrors() {}

    /** Whether the operation may be answered with that code. */
    public static boolean tell(String method, String path, String code) {
        return ALL.get(method + " " + path).tell(ErrorCode.valueOf(code.toUpperCase(Locale.ROOT)));
    }
}
