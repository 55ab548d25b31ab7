package io.migomail.ingress.docs;

import io.migomail.core.AccountingLimits;
import io.migomail.core.Limits;
import io.migomail.core.MessageClass;
import io.migomail.core.Plan;
import io.migomail.core.Topics;
import io.migomail.core.WebhookSchedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The limits that the code works by, as tables in Markdown, each by the name of its place in docs/limits.md. */
final class LimitTables {
    private static final String HEAD = "| | |\n|---|---|\n";

    private LimitTables() {}

    static Map<String, String> all() {
        return Map.of(
                "plans", plans(),
                "message", message(),
                "templates", templates(),
                "access", access(),
                "webhooks", webhooks(),
                "statistics", statistics(),
                "kept", kept(),
                "smtp", smtp());
    }

    private static String plans() {
        List<Plan> plans = Arrays.asList(Plan.values());
        String names = plans.stream().map(plan -> " `" + plan.word() + "` |").collect(Collectors.joining());
        return "| |" + names + "\n|---|" + "---|".repeat(plans.size()) + "\n"
                + plan("requests a second, of each API key at each node", plans, Plan::requestsPerSecond)
                + plan("days that the story of a message is kept", plans, Plan::retentionDays)
                + plan(
                        "days that the content of a message is kept, where its application wants it",
                        plans,
                        Plan::contentDays)
                + plan("applications", plans, Plan::applications)
                + plan("people", plans, Plan::users);
    }

    private static String plan(String what, List<Plan> plans, Function<Plan, Integer> value) {
        return "| " + what + " |"
                + plans.stream()
                        .map(plan -> " " + number(value.apply(plan)) + " |")
                        .collect(Collectors.joining()) + "\n";
    }

    private static String message() {
        return HEAD
                + row("recipients: `to`, `cc` and `bcc` together", Limits.RECIPIENTS)
                + row("the whole message, its attachments included", size(Limits.MESSAGE_BYTES))
                + row("the request, attachments in base64", size(Limits.REQUEST_BYTES))
                + row("messages of a batch", Limits.BATCH)
                + row("variables, as JSON", size(Limits.VARIABLES_BYTES))
                + row("`subject`", number(Limits.SUBJECT_CHARS) + " characters")
                + row("`headers`, each", Limits.HEADERS + ", " + number(Limits.HEADER_CHARS) + " characters")
                + row("`attachments`", Limits.ATTACHMENTS)
                + row("`tags`, each", Limits.TAGS + ", " + Limits.TAG_CHARS + " characters")
                + row(
                        "`metadata`, each key and value",
                        Limits.METADATA + ", " + Limits.METADATA_KEY_CHARS + " and "
                                + number(Limits.METADATA_VALUE_CHARS) + " characters")
                + row(
                        "`Idempotency-Key`",
                        Limits.IDEMPOTENCY_KEY_CHARS + " characters, " + time(Limits.IDEMPOTENCY_LIFE))
                + row("`scheduled_at` ahead", time(Limits.SCHEDULE_AHEAD))
                + row("`expires_in`", time(Limits.EXPIRY_MAX))
                + row("given up without `expires_in`, class `critical`", time(Limits.expiry(MessageClass.CRITICAL)))
                + row("given up without `expires_in`, other classes", time(Limits.expiry(MessageClass.NORMAL)))
                + row("nesting of JSON", Limits.JSON_DEPTH);
    }

    private static String templates() {
        return HEAD
                + row("a version: subject, HTML and text together", size(Limits.TEMPLATE_BYTES))
                + row("what one rendering makes", size(Limits.RENDERED_BYTES))
                + row("partials that a version includes, counted each time", Limits.TEMPLATE_PIECES)
                + row("partials within partials", Limits.TEMPLATE_PIECE_DEPTH);
    }

    private static String access() {
        return HEAD
                + row("an old key or secret beside the new one, unless you say", time(Limits.SECRET_OVERLAP))
                + row("and at most", time(Limits.SECRET_OVERLAP_MAX))
                + row("error of the clock of whoever signs", Limits.SIGNATURE_SKEW.toSeconds() + " seconds")
                + row(
                        "a person's password",
                        Limits.PASSWORD_CHARS_MIN + " to " + Limits.PASSWORD_CHARS_MAX + " characters")
                + row("entries of the audit log", number(Limits.AUDIT_ENTRIES) + ", " + time(Limits.AUDIT_RETENTION))
                + row("suppressions of one import", number(Limits.SUPPRESSIONS_IMPORT))
                + row("wrong records until a verified domain fails", time(Limits.DOMAIN_GRACE))
                + row("the record of a retired DKIM key stays published", time(Limits.DKIM_RETIREMENT))
                + row("warm-up of a new address", warmUp());
    }

    private static String webhooks() {
        StringBuilder out =
                new StringBuilder("| attempt | wait before it | since the event |\n|---|---|---|\n| 1 | none | |\n");
        Duration sum = Duration.ZERO;
        for (int i = 0; i < WebhookSchedule.STANDARD.size(); i++) {
            Duration wait = WebhookSchedule.STANDARD.get(i);
            sum = sum.plus(wait);
            out.append("| ").append(i + 2).append(" | ").append(time(wait)).append(" | ");
            out.append(time(sum)).append(" |\n");
        }
        return out + "\n" + HEAD
                + row("time for an answer", time(Limits.WEBHOOK_TIMEOUT))
                + row("waits of a schedule of your own, each", Limits.WEBHOOK_WAITS + ", " + time(Limits.WEBHOOK_WAIT))
                + row("`max_attempts`", Limits.WEBHOOK_ATTEMPTS)
                + row("`max_age`", time(Limits.WEBHOOK_AGE))
                + row("disabled where every attempt failed for", time(Limits.WEBHOOK_FAILING));
    }

    private static String statistics() {
        return HEAD
                + row("range", time(Limits.STATS_RANGE))
                + row("range, by the hour", time(Limits.STATS_HOURS))
                + row("dimensions of `group_by`", Limits.STATS_DIMENSIONS)
                + row("rows", number(Limits.STATS_GROUPS))
                + row("the promised time, from receipt to acceptance", time(Limits.SLA_TARGET));
    }

    private static String kept() {
        return HEAD
                + row("events, search, statistics, SLA", "as the plan says, and until their week is over")
                + row("contents of messages", "as the plan says, where the application wants them")
                + row("accounts, keys, domains, templates, webhooks, suppressions", "until they are removed")
                + row("records in Kafka, from acceptance to events", time(Topics.longest(Topics.EVENTS)) + " at most")
                + row("bodies of large messages, after they were last needed", time(Limits.BODY_RETENTION))
                + row("attempts at webhooks", time(Limits.WEBHOOK_AGE))
                + row("alerts that were resolved", time(AccountingLimits.ALERT_KEPT))
                + row("entries of the audit log", time(Limits.AUDIT_RETENTION))
                + row("that a person was erased, as a mark without the address", time(Limits.ERASURE_KEPT));
    }

    private static String smtp() {
        return HEAD
                + row("the message", size(Limits.MESSAGE_BYTES))
                + row("recipients of a message", Limits.RECIPIENTS)
                + row("a line of text", number(Limits.SMTP_TEXT_LINE_BYTES) + " octets, with CRLF")
                + row("failed AUTH before the connection is closed", Limits.SMTP_AUTH_FAILURES)
                + row("a connection without a command", time(Limits.SMTP_IDLE));
    }

    private static String warmUp() {
        List<Integer> days = Limits.WARM_UP_MESSAGES;
        return days.size() + " days, from " + days.get(0) + " to " + number(days.get(days.size() - 1))
                + " mails a day to each destination";
    }

    private static String row(String what, Object value) {
        return "| " + what + " | " + (value instanceof Integer n ? number(n) : value) + " |\n";
    }

    static String number(int value) {
        return String.format(java.util.Locale.ROOT, "%,d", value);
    }

    static String size(int bytes) {
        return bytes % (1024 * 1024) == 0 ? bytes / (1024 * 1024) + " MB" : bytes / 1024 + " KB";
    }

    /** In the largest units that say it exactly. */
    static String time(Duration span) {
        List<String> out = new ArrayList<>();
        long[] parts = {span.toDaysPart(), span.toHoursPart(), span.toMinutesPart(), span.toSecondsPart()};
        if (span.toHours() <= 72) {
            parts[1] = span.toHours();
            parts[0] = 0;
        }
        String[] units = {"day", "hour", "minute", "second"};
        for (int i = 0; i < parts.length; i++) {
            if (parts[i] > 0) {
                out.add(parts[i] + " " + units[i] + (parts[i] == 1 ? "" : "s"));
            }
        }
        return String.join(" ", out);
    }
}
