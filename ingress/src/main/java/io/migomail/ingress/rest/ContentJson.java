package io.migomail.ingress.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.core.record.Content;
import io.migomail.core.record.Recipient;
import io.migomail.ingress.json.Json;
import io.migomail.templates.Rendered;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The content of a message as JSON. Stateless. */
final class ContentJson {
    private ContentJson() {}

    /** All but the words, which are null until {@link #words} puts them in. */
    static ObjectNode of(AcceptedMessage message, boolean redacted) {
        Content content = message.getContent();
        ObjectNode out = Json.object()
                .put("message_id", message.getHead().getMessageId())
                .put("form", redacted ? "redacted" : "full");
        out.set("from", mailbox(message.getHead().getFrom(), content.getFromName()));
        for (String role : List.of("to", "cc", "bcc")) {
            ArrayNode list = out.putArray(role);
            message.getRecipientsList().stream()
                    .filter(each -> each.getRole().equals(role))
                    .forEach(each -> list.add(mailbox(each.getAddress(), each.getName())));
        }
        Recipient reply = content.getReplyTo();
        out.set("reply_to", content.hasReplyTo() ? mailbox(reply.getAddress(), reply.getName()) : null);
        String subject = message.getHead().getSubject();
        out.put("subject", subject.isEmpty() ? null : subject).putNull("html").putNull("text");
        out.put("source", content.getRaw().isEmpty() ? null : content.getRaw().toStringUtf8());
        ArrayNode headers = out.putArray("headers");
        content.getHeadersList()
                .forEach(each -> headers.addObject().put("name", each.getName()).put("value", each.getValue()));
        ArrayNode files = out.putArray("attachments");
        content.getAttachmentsList()
                .forEach(file -> files.addObject()
                        .put("filename", file.getFilename())
                        .put("content_type", file.getContentType())
                        .put("content_id", file.getContentId().isEmpty() ? null : file.getContentId())
                        .put("size", redacted ? null : file.getContent().size()));
        return out;
    }

    static void words(ObjectNode out, @Nullable Rendered words) {
        if (words != null) {
            out.put("subject", words.subject());
            out.put("html", words.html().isEmpty() ? null : words.html());
            out.put("text", words.text().isEmpty() ? null : words.text());
        }
    }

    private static ObjectNode mailbox(String address, String name) {
        return Json.object().put("email", address).put("name", name.isEmpty() ? null : name);
    }
}
