package io.migomail.ingress.send;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import io.migomail.core.Limits;
import io.migomail.core.record.Attachment;
import io.migomail.ingress.json.Fields;
import io.migomail.ingress.problem.ErrorCode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Attachments: {@code {filename, content (base64), content_type, content_id}}. */
final class AttachmentFields {
    private static final int NAME_CHARS = 255;
    private static final Pattern TYPE = Pattern.compile(
            "[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,63}/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,127}(; ?charset=[A-Za-z0-9_.:-]{1,40})?");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~.@-]{1,128}");
    private static final String STANDARD_TYPE = "application/octet-stream";

    private AttachmentFields() {}

    static List<Attachment> read(Fields fields) {
        List<Attachment> out = new ArrayList<>();
        List<JsonNode> entries = fields.entries("attachments", Limits.ATTACHMENTS);
        for (int i = 0; i < entries.size(); i++) {
            String pointer = "/attachments/" + i;
            if (entries.get(i) instanceof ObjectNode object) {
                out.add(one(fields.inner(pointer, object, "filename", "content", "content_type", "content_id")));
            } else {
                fields.fault(pointer, ErrorCode.INVALID_TYPE, "An object is expected.");
            }
        }
        return out;
    }

    private static Attachment one(Fields fields) {
        String filename = fields.requiredLine("filename", NAME_CHARS);
        if (filename.indexOf('/') >= 0 || filename.indexOf('\\') >= 0) {
            fields.fault(
                    fields.pointer("filename"), ErrorCode.FORBIDDEN_CHARACTER, "A name without a path is expected.");
        }
        String type = matched(fields, "content_type", TYPE, "A media type such as application/pdf is expected.");
        String id = matched(fields, "content_id", ID, "The id holds a character that is not allowed.");
        return Attachment.newBuilder()
                .setFilename(filename)
                .setContentType(type == null ? STANDARD_TYPE : type)
                .setContentId(id == null ? "" : id)
                .setContent(content(fields))
                .build();
    }

    private static @Nullable String matched(Fields fields, String name, Pattern pattern, String why) {
        String value = fields.line(name, NAME_CHARS);
        if (value != null && !pattern.matcher(value).matches()) {
            fields.fault(fields.pointer(name), ErrorCode.INVALID_VALUE, why);
            return null;
        }
        return value;
    }

    private static ByteString content(Fields fields) {
        JsonNode value = fields.get("content");
        if (value == null) {
            fields.fault(fields.pointer("content"), ErrorCode.MISSING_FIELD, "The field is required.");
        } else if (!value.isTextual()) {
            fields.fault(fields.pointer("content"), ErrorCode.INVALID_TYPE, "A string is expected.");
        } else {
            try {
                return ByteString.copyFrom(Base64.getDecoder().decode(value.textValue()));
            } catch (IllegalArgumentException e) {
                fields.fault(
                        fields.pointer("content"), ErrorCode.INVALID_VALUE, "Base64 without line breaks is expected.");
            }
        }
        return ByteString.EMPTY;
    }
}
