package io.migomail.ingress.send;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.core.Limits;
import io.migomail.core.MailAddress;
import io.migomail.core.Mailbox;
import io.migomail.core.record.Recipient;
import io.migomail.ingress.json.Fields;
import io.migomail.ingress.problem.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The address fields: a string, {@code {email, name}}, or for recipients a list of either. */
final class Addresses {
    private static final int CHARS = 1024;
    private final Fields fields;

    Addresses(Fields fields) {
        this.fields = fields;
    }

    /** A field of one mailbox. */
    @Nullable
    Mailbox one(String name, boolean required) {
        JsonNode value = fields.get(name);
        if (value == null) {
            if (required) {
                fields.fault(fields.pointer(name), ErrorCode.MISSING_FIELD, "The field is required.");
            }
            return null;
        }
        return mailbox(fields.pointer(name), value);
    }

    /** To, cc and bcc; an address that is named twice counts once, where it stands first. */
    List<Recipient> recipients() {
        Map<MailAddress, Recipient> out = new LinkedHashMap<>();
        int named = 0;
        for (String role : List.of("to", "cc", "bcc")) {
            for (Map.Entry<String, JsonNode> entry : values(role)) {
                named++;
                Mailbox mailbox = mailbox(entry.getKey(), entry.getValue());
                if (mailbox != null) {
                    out.putIfAbsent(
                            mailbox.address(),
                            Recipient.newBuilder()
                                    .setAddress(mailbox.address().toString())
                                    .setName(mailbox.name())
                                    .setRole(role)
                                    .build());
                }
            }
        }
        if (named > Limits.RECIPIENTS) {
            fields.fault(
                    "/to",
                    ErrorCode.TOO_MANY_RECIPIENTS,
                    "to, cc and bcc may have " + Limits.RECIPIENTS + " addresses together.");
        }
        return new ArrayList<>(out.values());
    }

    private List<Map.Entry<String, JsonNode>> values(String role) {
        JsonNode value = fields.get(role);
        String pointer = fields.pointer(role);
        List<Map.Entry<String, JsonNode>> out = new ArrayList<>();
        if (value != null && value.isArray()) {
            // One beyond the limit is enough to tell: a list of a million faults helps nobody.
            for (int i = 0; i < Math.min(value.size(), Limits.RECIPIENTS + 1); i++) {
                out.add(Map.entry(pointer + "/" + i, value.get(i)));
            }
        } else if (value != null) {
            out.add(Map.entry(pointer, value));
        }
        if (role.equals("to") && out.isEmpty()) {
            fields.fault(pointer, ErrorCode.MISSING_FIELD, "At least one recipient is required.");
        }
        return out;
    }

    private @Nullable Mailbox mailbox(String pointer, JsonNode value) {
        try {
            if (value instanceof ObjectNode object) {
                Fields inner = fields.inner(pointer, object, "email", "name");
                String email = inner.requiredLine("email", CHARS);
                String name = inner.line("name", CHARS);
                return email.isEmpty() ? null : new Mailbox(name == null ? "" : name, MailAddress.parse(email));
            }
            String text = fields.line(pointer, value, CHARS);
            return text == null ? null : Mailbox.parse(text);
        } catch (IllegalArgumentException e) {
            fields.fault(pointer, ErrorCode.INVALID_ADDRESS, "Not a valid address: " + e.getMessage() + ".");
            return null;
        }
    }
}
