package io.migomail.ingress.manage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.InvalidProtocolBufferException;
import io.migomail.core.record.CompiledTemplate;
import io.migomail.core.record.Template;
import io.migomail.core.record.TemplateVariable;
import io.migomail.core.record.TemplateVersion;
import io.migomail.ingress.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Templates and their versions as the API tells them. Stateless. */
final class TemplateJson {
    private TemplateJson() {}

    static ObjectNode of(Template template) {
        ObjectNode out = Json.object()
                .put("id", template.getId())
                .put("alias", template.getAlias())
                .put("name", template.getName())
                .put("kind", TemplatePieces.kind(template).word())
                .put("active_version", orNull(template.getActiveVersion()))
                .put("latest_version", template.getLatestVersion());
        Json.instant(out, "created_at", template.getCreatedAt());
        Json.instant(out, "updated_at", template.getUpdatedAt());
        return out;
    }

    /** Without its HTML, text and design. */
    static ObjectNode summary(TemplateVersion version) {
        ObjectNode out = Json.object()
                .put("number", version.getNumber())
                .put("syntax", version.getSyntax())
                .put("locale", version.getLocale().isEmpty() ? "en-US" : version.getLocale())
                .put("layout", version.getLayout().isEmpty() ? null : version.getLayout())
                .put("class", version.getMessageClass().isEmpty() ? null : version.getMessageClass())
                .put("subject", version.getSubject());
        CompiledTemplate compiled = compiled(version);
        ArrayNode pieces = out.putArray("pieces");
        compiled.getPiecesList()
                .forEach(piece ->
                        pieces.addObject().put("alias", piece.getAlias()).put("version", piece.getVersion()));
        describe(compiled, out.putArray("variables"));
        Json.instant(out, "created_at", version.getCreatedAt());
        return out;
    }

    /** All of it. */
    static ObjectNode of(TemplateVersion version) {
        return summary(version)
                .put("html", version.getHtml())
                .put("text", version.getText())
                .put("design", version.getDesign().isEmpty() ? null : version.getDesign());
    }

    static void describe(CompiledTemplate template, ArrayNode variables) {
        template.getVariablesList()
                .forEach(v -> variables
                        .addObject()
                        .put("name", v.getName())
                        .put("required", v.getRequired())
                        .put("type", v.getType().isEmpty() ? "scalar" : v.getType())
                        .set("default", preset(v)));
    }

    private static JsonNode preset(TemplateVariable variable) {
        if (variable.getDefaultValue().isEmpty()) {
            return NullNode.getInstance();
        }
        try {
            return Json.read(variable.getDefaultValue().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("the default of " + variable.getName() + " is damaged", e);
        }
    }

    /** The form that is rendered. */
    static CompiledTemplate compiled(TemplateVersion version) {
        try {
            return CompiledTemplate.parseFrom(version.getCompiled());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("template version " + version.getNumber() + " is damaged", e);
        }
    }

    static @Nullable Integer orNull(int number) {
        return number == 0 ? null : number;
    }
}
