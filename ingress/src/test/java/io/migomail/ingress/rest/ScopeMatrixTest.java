package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.migomail.control.Scope;
import io.migomail.core.Environment;
import io.migomail.ingress.rest.OpenApiDocument.Operation;
import io.migomail.ingress.rest.TestIngress.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every operation of the document with a key of every scope, with none, and with one that nobody has. */
class ScopeMatrixTest {
    private static final Map<String, String> KEYS = new LinkedHashMap<>();

    @AutoClose
    private static final TestIngress api = TestIngress.open();

    @BeforeAll
    static void start() throws Exception {
        for (String scope : Scope.words()) {
            KEYS.put(scope, api.key(Environment.LIVE, scope));
        }
    }

    /** With nothing that is there and nothing in the body: what is let in gets as far as 404 or 422. */
    private static Answer call(Operation operation, String key) throws Exception {
        return api.call(
                operation.method(),
                operation.path().replaceAll("\\{[a-z_]+}", "1"),
                key,
                operation.takesBody() ? "{}" : null);
    }

    @Test
    void aKeyIsLetInByTheScopeOfTheDocumentAndByNoOther() throws Exception {
        List<String> wrong = new ArrayList<>();
        int cells = 0;
        for (Operation operation : OpenApiDocument.get().operations()) {
            for (Map.Entry<String, String> key : KEYS.entrySet()) {
                String needed = operation.scope();
                boolean may = needed.isEmpty()
                        || needed.equals(key.getKey())
                        || key.getKey().equals("admin");
                Answer answer = call(operation, key.getValue());
                boolean refused = answer.status() == 403 && answer.code().equals("insufficient_scope");
                if (may == refused) {
                    wrong.add(operation + " with " + key.getKey() + ": " + answer.status() + " " + answer.code());
                }
                cells++;
            }
        }
        assertEquals(List.of(), wrong);
        assertEquals(OpenApiDocument.get().operations().size() * Scope.values().length, cells);
    }

    @Test
    void withoutAKeyOrWithOneThatNobodyHasNothingIsSaid() throws Exception {
        String unknown = io.migomail.control.ApiKeys.generate(Environment.LIVE, new java.util.Random(5));
        for (Operation operation : OpenApiDocument.get().operations()) {
            if (operation.scope().isEmpty()) {
                assertNotEquals(401, call(operation, null).status(), operation::toString);
                continue;
            }
            assertEquals("missing_api_key", call(operation, null).code(), operation::toString);
            Answer refused = call(operation, unknown);
            assertEquals("401 invalid_api_key", refused.status() + " " + refused.code(), operation::toString);
        }
    }
}
