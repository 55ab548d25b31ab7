package io.migomail.ingress.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.problem.FieldError;
import io.migomail.ingress.problem.Problem;

/** A problem as {@code application/problem+json} (RFC 9457). */
final class ProblemJson {
    static final String TYPE = "application/problem+json";
    private static final String DOC = "/docs/errors#";

    private ProblemJson() {}

    /** As the whole answer to a request. */
    static ObjectNode of(Problem problem, String instance, String requestId) {
        return part(problem).put("instance", instance).put("request_id", requestId);
    }

    /** As the answer to a part of one. */
    static ObjectNode part(Problem problem) {
        String code = problem.code().word();
        ObjectNode out = Json.object();
        out.put("type", DOC + code);
        out.put("title", problem.code().title());
        out.put("status", problem.code().status());
        out.put("detail", problem.detail());
        out.put("code", code);
        out.put("message", problem.detail());
        ArrayNode errors = out.putArray("errors");
        for (FieldError error : problem.errors()) {
            errors.addObject()
                    .put("pointer", error.pointer())
                    .put("code", error.code().word())
                    .put("message", error.message());
        }
        out.put("doc_url", DOC + code);
        return out;
    }
}
