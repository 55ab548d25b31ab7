package io.migomail.ingress.send;

import io.migomail.core.MailStream;
import io.migomail.core.record.Content;
import io.migomail.core.record.Tracking;
import io.migomail.ingress.json.Fields;
import io.migomail.ingress.problem.ErrorCode;
import java.util.Locale;
import java.util.Set;

/** {@code track_opens}, {@code track_clicks}, {@code list_unsubscribe}: true or false each. */
final class TrackingFields {
    /** What one-click unsubscribe writes (RFC 8058 3.1). */
    private static final Set<String> HEADERS = Set.of("list-unsubscribe", "list-unsubscribe-post");

    private TrackingFields() {}

    /** Marketing mail can be unsubscribed from unless its sender says otherwise, or brings fields for it. */
    static Tracking read(Fields fields, MailStream stream, Content content) {
        boolean brought = content.getHeadersList().stream()
                .anyMatch(h -> HEADERS.contains(h.getName().toLowerCase(Locale.ROOT)));
        boolean wanted = fields.flag("list_unsubscribe");
        if (brought && wanted) {
            fields.fault(
                    "/list_unsubscribe",
                    ErrorCode.CONFLICTING_CONTENT,
                    "The headers have a List-Unsubscribe field of their own.");
        }
        return Tracking.newBuilder()
                .setOpens(fields.flag("track_opens"))
                .setClicks(fields.flag("track_clicks"))
                .setListUnsubscribe(
                        fields.has("list_unsubscribe") ? wanted : stream == MailStream.MARKETING && !brought)
                .build();
    }
}
