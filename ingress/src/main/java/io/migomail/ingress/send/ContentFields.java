package io.migomail.ingress.send;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import io.migomail.core.Limits;
import io.migomail.core.Mailbox;
import io.migomail.core.Texts;
import io.migomail.core.record.BodyContent;
import io.migomail.core.record.Content;
import io.migomail.core.record.Recipient;
import io.migomail.core.record.TemplateContent;
import io.migomail.ingress.json.Fields;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the mail says: a template with variables, or subject and bodies; headers and attachments. */
final class ContentFields {
    private static final int ALIAS_CHARS = 128;

    private ContentFields() {}

    static Content read(Fields fields, String fromName, @Nullable Mailbox replyTo) {
        Content.Builder content = Content.newBuilder().setFromName(fromName);
        if (replyTo != null) {
            content.setReplyTo(Recipient.newBuilder()
                    .setAddress(replyTo.address().toString())
                    .setName(replyTo.name()));
        }
        if (fields.has("template")) {
            template(fields, content);
        } else {
            body(fields, content);
        }
        content.addAllHeaders(HeaderFields.read(fields)).addAllAttachments(AttachmentFields.read(fields));
        if (content.buildPartial().getSerializedSize() > Limits.MESSAGE_BYTES) {
            throw Problem.of(ErrorCode.PAYLOAD_TOO_LARGE, "The message is larger than 25 MB.");
        }
        return content.build();
    }

    private static void template(Fields fields, Content.Builder content) {
        refuse(fields, List.of("html", "text", "subject"), "Not together with template, which brings its own.");
        String alias = fields.requiredLine("template", ALIAS_CHARS);
        Integer version = fields.number("template_version", 1, Integer.MAX_VALUE);
        TemplateContent.Builder template =
                TemplateContent.newBuilder().setAlias(alias).setVersion(version == null ? 0 : version);
        ObjectNode variables = fields.object("variables");
        if (variables != null) {
            byte[] bytes = Json.write(variables);
            if (bytes.length > Limits.VARIABLES_BYTES) {
                fields.fault("/variables", ErrorCode.TOO_LONG, "Variables may have 256 KB as JSON.");
            }
            checkTexts(fields, "/variables", variables);
            template.setVariables(ByteString.copyFrom(bytes));
        }
        content.setTemplate(template);
    }

    private static void body(Fields fields, Content.Builder content) {
        refuse(fields, List.of("template_version", "variables"), "Only together with template.");
        String html = fields.body("html");
        String text = fields.body("text");
        boolean hasBody = fields.has("html") || fields.has("text");
        if (!hasBody) {
            fields.fault("/template", ErrorCode.MISSING_CONTENT, "Give a template, or html or text.");
        } else if (!fields.has("subject")) {
            fields.fault("/subject", ErrorCode.MISSING_FIELD, "The field is required without a template.");
        }
        content.setBody(
                BodyContent.newBuilder().setHtml(html == null ? "" : html).setText(text == null ? "" : text));
    }

    private static void refuse(Fields fields, List<String> names, String why) {
        names.stream()
                .filter(fields::has)
                .forEach(name -> fields.fault(fields.pointer(name), ErrorCode.CONFLICTING_CONTENT, why));
    }

    private static void checkTexts(Fields fields, String pointer, JsonNode value) {
        if (value.isTextual() && !Texts.isBody(value.textValue())) {
            fields.fault(pointer, ErrorCode.FORBIDDEN_CHARACTER, "Control characters are not allowed.");
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                checkTexts(fields, pointer + "/" + i, value.get(i));
            }
        } else if (value.isObject()) {
            value.fields()
                    .forEachRemaining(e -> checkTexts(
                            fields,
                            pointer + "/" + e.getKey().replace("~", "~0").replace("/", "~1"),
                            e.getValue()));
        }
    }
}
