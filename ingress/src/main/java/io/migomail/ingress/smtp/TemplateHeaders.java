package io.migomail.ingress.smtp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import io.migomail.core.Limits;
import io.migomail.core.record.TemplateContent;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.mail.header.HeaderField;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The control headers that choose a template and fill it. Used by one thread, once. */
final class TemplateHeaders {
    private static final int ALIAS_CHARS = 128;
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(Limits.JSON_DEPTH)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final ObjectNode variables = JSON.createObjectNode();
    private @Nullable String alias;
    private @Nullable Integer version;
    private @Nullable HeaderField dependent;
    private boolean whole;

    /** Whether a template was chosen. */
    boolean chosen() {
        return alias != null;
    }

    void alias(HeaderField field, String text) {
        String given = ControlHeaders.notEmpty(field, ControlHeaders.atMost(field, text, ALIAS_CHARS));
        alias = ControlHeaders.once(field, alias, given);
    }

    void version(HeaderField field, String text) {
        dependent = field;
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw ControlHeaders.fault(field, ErrorCode.INVALID_VALUE, "must be a number from 1");
        }
        version = ControlHeaders.once(field, version, Integer.valueOf(text));
    }

    void variables(HeaderField field, String text) {
        dependent = field;
        ControlHeaders.once(field, whole ? Boolean.TRUE : null, Boolean.TRUE);
        whole = true;
        String json = text.startsWith("{") ? text : decoded(field, text);
        ObjectNode given = object(field, json);
        given.fields().forEachRemaining(entry -> put(field, entry.getKey(), entry.getValue()));
    }

    void variable(HeaderField field, String name, String text) {
        dependent = field;
        if (name.isEmpty()) {
            throw ControlHeaders.fault(field, ErrorCode.INVALID_VALUE, "needs the name of a variable");
        }
        put(field, name, JSON.getNodeFactory().textNode(text));
    }

    /** After the last field: what depends on a template needs one. */
    void check() {
        if (alias == null && dependent != null) {
            throw ControlHeaders.fault(dependent, ErrorCode.CONFLICTING_CONTENT, "needs X-Migo-Template");
        }
    }

    /** The template as the intake takes it; only where one was chosen. */
    TemplateContent content() {
        byte[] json = variables.toString().getBytes(StandardCharsets.UTF_8);
        if (dependent != null && json.length > Limits.VARIABLES_BYTES) {
            throw ControlHeaders.fault(
                    dependent,
                    ErrorCode.TOO_LONG,
                    "makes more than " + Limits.VARIABLES_BYTES + " octets of variables");
        }
        return TemplateContent.newBuilder()
                .setAlias(alias == null ? "" : alias)
                .setVersion(version == null ? 0 : version)
                .setVariables(ByteString.copyFrom(json))
                .build();
    }

    private void put(HeaderField field, String name, JsonNode value) {
        if (variables.has(name)) {
            throw ControlHeaders.fault(field, ErrorCode.INVALID_VALUE, "gives a variable that is given already");
        }
        variables.set(name, value);
    }

    private static String decoded(HeaderField field, String text) {
        try {
            byte[] json = Base64.getDecoder().decode(text.replaceAll("[ \t]", ""));
            return new String(json, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ControlHeaders.fault(field, ErrorCode.INVALID_VALUE, "is neither a JSON object nor one in base64");
        }
    }

    private static ObjectNode object(HeaderField field, String json) {
        try {
            if (JSON.readTree(json) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw ControlHeaders.fault(field, ErrorCode.MALFORMED_JSON, "is not valid JSON");
        }
        throw ControlHeaders.fault(field, ErrorCode.INVALID_TYPE, "is not a JSON object");
    }
}
