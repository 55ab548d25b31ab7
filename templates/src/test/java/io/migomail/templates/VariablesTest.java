package io.migomail.templates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.migomail.core.Limits;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VariablesTest {
    private static Map<String, Object> parse(String json) throws InvalidVariables {
        return Variables.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void nothing_means_no_variables() throws Exception {
        assertEquals(Map.of(), parse(""));
        assertEquals(Map.of(), parse("{}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "1",
                "\"hunter2\"",
                "{",
                "{\"a\":hunter2}",
                "{} {}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1e999999999}",
                "{\"a\":[1e-999999999]}",
                "{\"a\":NaN}"
            })
    void anything_else_is_refused_without_showing_it(String json) {
        InvalidVariables e = assertThrows(InvalidVariables.class, () -> parse(json));
        assertFalse(String.valueOf(e.getMessage()).contains("hunter2"));
    }

    @Test
    void nesting_size_and_digits_are_bounded() throws Exception {
        int inside = Limits.JSON_DEPTH - 1;
        parse("{\"a\":" + "[".repeat(inside) + "]".repeat(inside) + "}");
        assertThrows(
                InvalidVariables.class, () -> parse("{\"a\":" + "[".repeat(inside + 1) + "]".repeat(inside + 1) + "}"));
        assertThrows(InvalidVariables.class, () -> parse("{\"a\":" + "[".repeat(100_000)));
        assertThrows(InvalidVariables.class, () -> parse("{\"a\":" + "9".repeat(101) + "}"));
        assertThrows(InvalidVariables.class, () -> parse("{\"a\":\"" + "x".repeat(Limits.VARIABLES_BYTES) + "\"}"));
    }
}
