package io.migomail.mail.report;

import io.migomail.mail.report.InboundReport.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The machine-readable part of a delivery status notification (RFC 3464). Of several recipients the worst off counts. */
final class DeliveryStatus {
    private static final Pattern STATUS = Pattern.compile("[245]\\.\\d{1,3}\\.\\d{1,3}");

    private DeliveryStatus() {}

    /**
     * What it says; null where it says nothing that can be understood.
     *
     * @param words the part for humans, where the fields do not say why
     */
    static @Nullable InboundReport read(String fields, String words) {
        List<Map<String, String>> groups = StatusFields.groups(fields);
        Map<String, String> worst = null;
        Kind other = null;
        for (Map<String, String> group : groups) {
            Kind kind = kind(group);
            if (kind == Kind.BOUNCE) {
                boolean permanent = status(group).startsWith("5");
                worst = worst == null || permanent && !status(worst).startsWith("5") ? group : worst;
            } else if (kind != null && other != Kind.DELAYED) {
                other = kind;
            }
        }
        if (worst != null) {
            return bounce(worst, words);
        }
        return other == null ? null : InboundReport.of(other);
    }

    /** Null for what is about no recipient. The words of RFC 3464 2.3.3, and what their inventors were before. */
    private static @Nullable Kind kind(Map<String, String> group) {
        String action = group.getOrDefault("action", "").toLowerCase(Locale.ROOT);
        if (action.startsWith("fail") || action.startsWith("error")) {
            return Kind.BOUNCE;
        }
        if (action.startsWith("delay")) {
            return Kind.DELAYED;
        }
        if (!action.isEmpty()) {
            return Kind.DELIVERED;
        }
        return switch (status(group).isEmpty() ? ' ' : status(group).charAt(0)) {
            case '5' -> Kind.BOUNCE;
            case '4' -> Kind.DELAYED;
            case '2' -> Kind.DELIVERED;
            default -> null;
        };
    }

    private static String status(Map<String, String> group) {
        Matcher status = STATUS.matcher(group.getOrDefault("status", ""));
        return status.find() ? status.group() : "";
    }

    private static InboundReport bounce(Map<String, String> group, String words) {
        ReplyText given = ReplyText.ofField(StatusFields.untyped(group.getOrDefault("diagnostic-code", "")));
        ReplyText told = given.numbered() ? null : ReplyText.in(words);
        ReplyText best = told == null ? given : told;
        String status = status(group);
        // The reporting system's own code is often the vaguest there is.
        boolean vague = status.isEmpty() || status.endsWith(".0.0");
        String diagnostic =
                !given.text().isEmpty() ? given.text() : told == null ? ReplyText.explanation(words) : told.text();
        return new InboundReport(
                Kind.BOUNCE,
                vague && !best.enhanced().isEmpty() ? best.enhanced() : status,
                best.code(),
                ReplyText.line(diagnostic),
                ReplyText.line(StatusFields.untyped(group.getOrDefault("remote-mta", ""))
                        .split("[ (]", 2)[0]),
                List.of());
    }
}
