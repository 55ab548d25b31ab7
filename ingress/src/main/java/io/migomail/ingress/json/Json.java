package io.migomail.ingress.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.core.IsoTime;
import io.migomail.core.Limits;
import io.migomail.core.Texts;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Strict reading (UTF-8, no duplicate keys, bounded depth and numbers) and plain writing. Thread-safe. */
public final class Json {
    private static final int NUMBER_CHARS = 100;
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(Limits.JSON_DEPTH)
                            .maxNumberLength(NUMBER_CHARS)
                            .maxStringLength(Limits.REQUEST_BYTES)
                            .maxNameLength(1024)
                            .build())
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Json() {}

    /** @throws Problem {@code malformed_json} where the bytes are not one JSON object within the bounds */
    public static ObjectNode readObject(byte[] bytes) {
        try {
            if (read(bytes) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw malformed(reason(e));
        } catch (CharacterCodingException e) {
            throw malformed("it is not UTF-8");
        } catch (IOException e) {
            throw malformed("it cannot be read");
        }
        throw malformed("it is no object");
    }

    /**
     * Any one value within the bounds.
     *
     * @throws IOException where the bytes are not that, or not UTF-8
     */
    public static JsonNode read(byte[] bytes) throws IOException {
        if (!Texts.isAscii(bytes)) {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        }
        return MAPPER.readTree(bytes);
    }

    /** The tree as UTF-8, without white space. */
    public static byte[] write(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values could not be written", e);
        }
    }

    /** The tree as maps, lists, texts, numbers and flags, for templates of pages. */
    public static @Nullable Object plain(JsonNode node) {
        return MAPPER.convertValue(node, Object.class);
    }

    /** A new, empty object. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Puts an instant of milliseconds, or null where it is 0: not reached. */
    public static void instant(ObjectNode out, String name, long millis) {
        out.put(name, instantText(millis));
    }

    /** ISO-8601 in UTC with milliseconds, or null for 0. */
    public static @Nullable String instantText(long millis) {
        return millis == 0 ? null : IsoTime.text(millis);
    }

    private static String reason(JsonProcessingException e) {
        String place = e.getLocation() == null
                ? ""
                : " at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
        String what = String.valueOf(e.getOriginalMessage());
        // The parser's own words may quote the input: only those that are known not to are passed on.
        if (what.startsWith("Duplicate ")) {
            return "a key is given twice" + place;
        }
        return what.contains("exceeds the maximum")
                ? "it exceeds a limit of depth or length" + place
                : "broken" + place;
    }

    private static Problem malformed(String why) {
        return Problem.of(ErrorCode.MALFORMED_JSON, "The request body is not one valid JSON object: " + why + ".");
    }
}
