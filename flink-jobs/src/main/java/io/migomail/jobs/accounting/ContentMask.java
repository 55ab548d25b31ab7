package io.migomail.jobs.accounting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.protobuf.ByteString;
import io.migomail.core.ContentKeeping;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.core.record.Content;
import java.io.IOException;

/**
 * Takes out of a message what was written about its recipients: values of variables, bodies that came as they are,
 * attachments, values of fields (docs/adr/0038). The template and the shape of its variables stay. Stateless.
 */
final class ContentMask {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ContentMask() {}

    static AcceptedMessage of(AcceptedMessage message) {
        AcceptedMessage.Builder out = message.toBuilder().clearContentReference();
        out.getHeadBuilder().clearSubject().clearMetadata().clearIdempotencyKey();
        Content.Builder content = out.getContentBuilder().clearRaw().clearBody();
        content.getHeadersBuilderList().forEach(header -> header.setValue(ContentKeeping.MASK));
        content.getAttachmentsBuilderList()
                .forEach(file -> file.setFilename(ContentKeeping.MASK).clearContent());
        if (content.hasTemplate()) {
            byte[] variables = content.getTemplate().getVariables().toByteArray();
            content.getTemplateBuilder().setVariables(ByteString.copyFrom(masked(variables)));
        }
        return out.build();
    }

    /** Variables that cannot be read, of which a message ends as failed, are none. */
    private static byte[] masked(byte[] variables) {
        try {
            return JSON.writeValueAsBytes(masked(JSON.readTree(variables)));
        } catch (JsonProcessingException e) {
            return new byte[0];
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory", e);
        }
    }

    private static JsonNode masked(JsonNode value) {
        if (value instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(name -> object.set(name, masked(object.get(name))));
            return object;
        }
        if (value instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, masked(array.get(i)));
            }
            return array;
        }
        return value.isTextual()
                ? TextNode.valueOf(ContentKeeping.MASK)
                : value.isNumber() ? IntNode.valueOf(0) : value;
    }
}
