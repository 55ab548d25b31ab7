// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

import java.util.List;

/** A Problem of one part of a request, without instance and request_id */
public record ProblemPart(
        String type,
        String title,
        long status,
        String detail,
        String code,
        String message,
        List<FieldError> errors,
        String docUrl) {}
