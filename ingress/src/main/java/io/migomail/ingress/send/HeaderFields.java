package io.migomail.ingress.send;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.core.Limits;
import io.migomail.core.record.Header;
import io.migomail.ingress.json.Fields;
import io.migomail.ingress.problem.ErrorCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Custom headers: {@code {"X-Name": "value"}}; those that the product writes itself cannot be set. */
final class HeaderFields {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,76}");
    private static final Set<String> OURS = Set.of(
            "from",
            "sender",
            "to",
            "cc",
            "bcc",
            "reply-to",
            "subject",
            "date",
            "message-id",
            "return-path",
            "received",
            "mime-version",
            "dkim-signature",
            "domainkey-signature",
            "authentication-results",
            "received-spf",
            "delivered-to",
            "envelope-to",
            "errors-to");
    private static final List<String> OUR_PREFIXES = List.of("content-", "arc-", "resent-", "x-migo-");

    private HeaderFields() {}

    static List<Header> read(Fields fields) {
        List<Header> out = new ArrayList<>();
        ObjectNode object = fields.object("headers");
        if (object == null) {
            return out;
        }
        if (object.size() > Limits.HEADERS) {
            fields.fault("/headers", ErrorCode.TOO_MANY, "At most " + Limits.HEADERS + " headers are allowed.");
            return out;
        }
        Set<String> seen = new HashSet<>();
        object.fields().forEachRemaining(entry -> {
            String name = entry.getKey();
            String pointer = "/headers/" + name.replace("~", "~0").replace("/", "~1");
            if (!allowed(name)) {
                fields.fault(pointer, ErrorCode.HEADER_NOT_ALLOWED, "A header of this name cannot be set.");
            } else if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                fields.fault(pointer, ErrorCode.INVALID_VALUE, "The header is given twice.");
            }
            String value = fields.line(pointer, entry.getValue(), Limits.HEADER_CHARS);
            if (value != null) {
                out.add(Header.newBuilder().setName(name).setValue(value).build());
            }
        });
        return out;
    }

    private static boolean allowed(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return NAME.matcher(name).matches()
                && !OURS.contains(lower)
                && OUR_PREFIXES.stream().noneMatch(lower::startsWith);
    }
}
