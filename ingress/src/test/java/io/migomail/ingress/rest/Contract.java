package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.ingress.docs.DocumentedErrors;
import io.migomail.ingress.rest.OpenApiDocument.Operation;
import io.migomail.ingress.rest.TestIngress.Answer;
import java.util.List;
import java.util.Optional;

/** What every answer of the API owes to the document; the fixture holds all of its answers to it. */
final class Contract {
    private static final OpenApiDocument DOCUMENT = OpenApiDocument.get();

    private Contract() {}

    /** Fails where the answer is not one that the document tells of. */
    static void hold(String method, String target, Answer answer) {
        if (target.startsWith("/t/")) {
            forReaders(method, target, answer);
            return;
        }
        if (!target.matches("/(v1|healthz|[.]well-known)/.*")) {
            return;
        }
        String what = method + " " + target + " answered " + answer.status() + " "
                + answer.raw().body();
        String type = answer.raw().headers().firstValue("Content-Type").orElse("");
        if (answer.status() >= 400) {
            assertEquals("application/problem+json", type, what);
            fits(DOCUMENT.root().at("/components/schemas/Problem"), answer.body(), what);
            assertEquals(answer.status(), answer.body().path("status").asInt(), what);
        }
        Optional<Operation> operation = DOCUMENT.find(method, target);
        if (answer.status() >= 400 && operation.isPresent()) {
            assertTrue(
                    DocumentedErrors.tell(method, operation.get().path(), answer.code()),
                    "the contract does not tell of " + answer.code() + " (x-errors): " + what);
        }
        if (answer.status() < 400) {
            Operation served = operation.orElseThrow(() -> new AssertionError("not documented: " + what));
            assertTrue(served.names(answer.status()), "not documented: " + what);
            succeeded(served, answer, type, what);
        }
    }

    /** Where a link of a mail leads: pages, as the document says, whether it went well or not. */
    private static void forReaders(String method, String target, Answer answer) {
        Optional<Operation> operation = DOCUMENT.find(method, target);
        if (operation.isPresent()) {
            String type =
                    answer.raw().headers().firstValue("Content-Type").orElse("").replaceFirst("; ?charset=.*", "");
            assertTrue(answer.status() >= 400 || operation.get().names(answer.status()), target);
            String what = method + " " + target + " answered " + answer.status();
            succeeded(operation.get(), answer, type, what);
            if (type.equals("application/problem+json")) {
                fits(DOCUMENT.root().at("/components/schemas/Problem"), answer.body(), what);
            }
        }
    }

    private static void succeeded(Operation operation, Answer answer, String type, String what) {
        JsonNode content = operation.response(answer.status()).path("content");
        if (content.isMissingNode()) {
            assertEquals("", answer.raw().body(), what);
            return;
        }
        List<String> types = new java.util.ArrayList<>();
        content.fieldNames().forEachRemaining(types::add);
        assertTrue(types.contains(type), type + " of " + what);
        if (type.equals("application/json")) {
            fits(content.path(type).path("schema"), answer.body(), what);
        }
    }

    private static void fits(JsonNode schema, JsonNode value, String what) {
        assertEquals(List.of(), SchemaCheck.faults(DOCUMENT, schema, value), what);
    }
}
