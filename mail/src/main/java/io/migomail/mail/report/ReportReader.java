package io.migomail.mail.report;

import io.migomail.mail.mime.MimeReader;
import io.migomail.mail.mime.ReadMail;
import io.migomail.mail.mime.ReadMail.ReadFile;
import io.migomail.mail.report.InboundReport.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Understands what mail systems send to return paths and mailbox providers to complaint addresses: delivery status
 * notifications (RFC 3464), bounces in prose, feedback reports (RFC 5965), answers of programs (RFC 3834). Stateless.
 */
public final class ReportReader {
    /** Octets of a part that are looked at: a report is short, whatever is returned with it. */
    private static final int LOOKED_AT = 64 * 1024;

    private static final int TRACES = 10;
    private static final Pattern TRACE = Pattern.compile("b\\+[0-9a-z]{50}", Pattern.CASE_INSENSITIVE);
    private static final Pattern TAGS = Pattern.compile("<[^<>]{0,2000}>");
    /** What a person says who presses the button; the other types are told by machines (RFC 5965 7.3, RFC 6591). */
    private static final Set<String> COMPLAINTS = Set.of("abuse", "fraud");

    private ReportReader() {}

    /** Never throws for anything a mail may hold. */
    public static InboundReport read(byte[] message) {
        ReadMail mail = MimeReader.read(message);
        ReadFile feedback = part(mail, "message/feedback-report");
        if (feedback != null) {
            return feedback(mail, text(feedback));
        }
        String words = words(mail);
        for (ReadFile file : mail.files()) {
            if (file.contentType().equals("message/delivery-status")
                    || file.contentType().equals("message/global-delivery-status")) {
                InboundReport status = DeliveryStatus.read(text(file), words);
                if (status != null) {
                    return status;
                }
            }
        }
        return TextBounce.read(mail, words);
    }

    private static InboundReport feedback(ReadMail mail, String fields) {
        Map<String, String> report = StatusFields.groups(fields).get(0);
        String type = report.getOrDefault("feedback-type", "").toLowerCase(Locale.ROOT);
        if (!COMPLAINTS.contains(type)) {
            return InboundReport.of(Kind.OTHER_FEEDBACK);
        }
        return new InboundReport(Kind.COMPLAINT, "", 0, type, "", traces(mail, fields));
    }

    /** Those of the returned mail's header first, then what the report tells of its envelope. */
    private static List<String> traces(ReadMail mail, String fields) {
        Set<String> out = new LinkedHashSet<>();
        for (ReadFile file : mail.files()) {
            if (!file.contentType().equals("message/feedback-report")) {
                String header = text(file).split("\r?\n\r?\n", 2)[0];
                collect(TraceField.NAME + ":", header, out);
                collect("", header, out);
            }
        }
        collect("", fields, out);
        return new ArrayList<>(out).subList(0, Math.min(out.size(), TRACES));
    }

    private static void collect(String behind, String text, Set<String> out) {
        int from = behind.isEmpty() ? 0 : text.toLowerCase(Locale.ROOT).indexOf(behind.toLowerCase(Locale.ROOT));
        Matcher trace = TRACE.matcher(text);
        for (int at = from; at >= 0 && out.size() < TRACES && trace.find(at); at = trace.end()) {
            out.add(trace.group().toLowerCase(Locale.ROOT));
            if (!behind.isEmpty()) {
                return;
            }
        }
    }

    /** What is written for humans. */
    private static String words(ReadMail mail) {
        if (mail.text() != null) {
            return cut(mail.text());
        }
        if (mail.html() != null) {
            return TAGS.matcher(cut(mail.html())).replaceAll(" ");
        }
        for (ReadFile file : mail.files()) {
            if (!file.contentType().startsWith("message/")) {
                return text(file);
            }
        }
        return "";
    }

    private static @Nullable ReadFile part(ReadMail mail, String type) {
        return mail.files().stream()
                .filter(file -> file.contentType().equals(type))
                .findFirst()
                .orElse(null);
    }

    private static String text(ReadFile file) {
        return new String(file.content(), 0, Math.min(file.content().length, LOOKED_AT), StandardCharsets.UTF_8);
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), LOOKED_AT));
    }
}
