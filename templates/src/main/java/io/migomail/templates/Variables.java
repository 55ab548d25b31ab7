package io.migomail.templates;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.migomail.core.Limits;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Variables of a message, from JSON. Thread-safe. */
public final class Variables {
    static final int NUMBER_CHARS = 100;
    private static final ObjectMapper MAPPER = mapper();

    private Variables() {}

    /**
     * A JSON object as maps, lists, strings, booleans and numbers (which keep the digits they were written with); no
     * bytes at all mean no variables. Refuses what exceeds the limits on size, nesting and digits, and repeated keys.
     */
    public static Map<String, Object> parse(byte[] json) throws InvalidVariables {
        if (json.length == 0) {
            return Map.of();
        }
        if (json.length > Limits.VARIABLES_BYTES) {
            throw new InvalidVariables("variables exceed " + Limits.VARIABLES_BYTES + " bytes");
        }
        try {
            Map<String, Object> variables = MAPPER.readValue(json, new TypeReference<Map<String, Object>>() {});
            if (variables == null) {
                throw new InvalidVariables("variables must be a JSON object");
            }
            checkNumbers(variables);
            return variables;
        } catch (IOException e) {
            throw new InvalidVariables("variables must be a JSON object: " + reason(e));
        }
    }

    /** A text as a JSON literal. */
    static String json(String text) {
        return TextNode.valueOf(text).toString();
    }

    /** 1e999999999 is ten characters of JSON and a gigabyte once it is written out or added to. */
    private static void checkNumbers(@Nullable Object value) throws InvalidVariables {
        if (value instanceof Map<?, ?> map) {
            for (Object inner : map.values()) {
                checkNumbers(inner);
            }
        } else if (value instanceof Collection<?> list) {
            for (Object inner : list) {
                checkNumbers(inner);
            }
        } else if (value instanceof BigDecimal number && Math.abs((long) number.scale()) > NUMBER_CHARS) {
            throw new InvalidVariables("a number has an exponent beyond " + NUMBER_CHARS);
        }
    }

    private static String reason(IOException e) {
        return e instanceof com.fasterxml.jackson.core.JsonProcessingException json && json.getLocation() != null
                ? "line " + json.getLocation().getLineNr() + ", column "
                        + json.getLocation().getColumnNr()
                : "unreadable";
    }

    private static ObjectMapper mapper() {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(Limits.JSON_DEPTH)
                        .maxNumberLength(NUMBER_CHARS)
                        .maxStringLength(Limits.VARIABLES_BYTES)
                        .build())
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        return JsonMapper.builder(factory)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }
}
