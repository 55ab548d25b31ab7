package io.migomail.ingress.smtp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.protobuf.ByteString;
import io.migomail.core.Limits;
import io.migomail.core.record.TemplateContent;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.mail.header.HeaderField;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The control headers that choose a template and fill it. Used by one thread, once. */
final class TemplateHeaders {
    private static final int ALIAS_CHARS = 128;

    private final ObjectNode variables = Json.object();
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
        byte[] json = text.startsWith("{") ? text.getBytes(StandardCharsets.UTF_8) : decoded(field, text);
        ObjectNode given = object(field, json);
        given.fields().forEachRemaining(entry -> put(field, entry.getKey(), entry.getValue()));
    }

    void variable(HeaderField field, String name, String text) {
        dependent = field;
        if (name.isEmpty()) {
            throw ControlHeaders.fault(field, ErrorCode.INVALID_VALUE, "needs the name of a variable");
        }
        put(field, name, TextNode.valueOf(text));
    }

    /** After the last field: what depends on a template needs one. */
    void check() {
        if (alias == null && dependent != null) {
            throw ControlHeaders.fault(dependent, ErrorCode.CONFLICTING_CONTENT, "needs X-Migo-Template");
        }
    }

    /** The template as the intake takes it; only where one was chosen. */
    TemplateContent content() {
        byte[] json = Json.write(variables);
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

    private static byte[] decoded(HeaderField field, String text) {
        try {
            return Base64.getDecoder().decode(text.replaceAll("[ \t]", ""));
        } catch (IllegalArgumentException e) {
            throw ControlHeaders.fault(field, ErrorCode.INVALID_VALUE, "is neither a JSON object nor one in base64");
        }
    }

    private static ObjectNode object(HeaderField field, byte[] json) {
        try {
            if (Json.read(json) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            throw ControlHeaders.fault(field, ErrorCode.MALFORMED_JSON, "is not valid JSON");
        }
        throw ControlHeaders.fault(field, ErrorCode.INVALID_TYPE, "is not a JSON object");
    }
}
