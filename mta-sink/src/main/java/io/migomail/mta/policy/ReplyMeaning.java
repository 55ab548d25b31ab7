package io.migomail.mta.policy;

import static io.migomail.mta.policy.Category.*;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a negative reply says: its wording first, for many systems put any enhanced code in front; then the enhanced
 * code (RFC 3463, RFC 7372, RFC 7504/7505); then stage and code. Stateless. The wording rules are tried in order.
 */
final class ReplyMeaning {
    private record Rule(Category category, Pattern words) {}

    private static final List<Rule> RULES = List.of(
            rule(THROTTLED, "frequency limit|aup#(?:in|out)?-?13\\d0"),
            rule(
                    BLOCKED,
                    "block ?list|black ?list|deny ?list|\\bdnsbl|\\brbl\\b|/rbl/|spamhaus|spamcop|barracudacentral|sorbs\\b",
                    "\\blisted (?:at|in|on|by)\\b|blocked using|banned sending ip|blocked ip|ip .{0,40}\\bblocked",
                    "client host .{0,80}(?:rejected|blocked)|(?:bad|poor|low|ip) reputation|reputation of .{0,40}(?:ip|low)",
                    "\\bptr\\b|reverse dns|\\brdns\\b|ip name lookup failed|unverif[iy]able sending ip|reverse.?lookup",
                    "network not allowed|part of their network|\\bs31[45]0\\b|\\[bl\\d\\d\\]|aup#|service refuse",
                    "your (?:ip|host|server|network)\\b.{0,60}(?:block|reject|refus|denied|not allowed)"),
            rule(GREYLISTED, "gr[ae]y.?list|postgrey"),
            rule(
                    MAILBOX_BUSY,
                    "(?:user|recipient|mailbox|account|contact)\\b.{0,60}\\breceiving mail (?:at a rate|too)",
                    "(?:user|recipient|mailbox|account)\\b.{0,40}\\btoo many messages"),
            rule(
                    THROTTLED,
                    "rate.?limit|throttl|too many (?:connections|messages|e?mails|concurrent|sessions)",
                    "too many recipients (?:this|per)|(?:daily|hourly) .{0,30}(?:quota|limit)|too (?:fast|quickly)",
                    "unusual rate|concurrent .{0,20}connections|trop de connexions|connection limit|\\[?(?:tss?0\\d|ipts0\\d)\\]?|\\brp-00\\d",
                    "exceed\\w* .{0,40}(?:rate|per (?:hour|minute|day))|receiving mail (?:at a rate|too)"),
            rule(
                    AUTH_FAILURE,
                    "\\bdmarc\\b|\\bspf\\b.{0,60}(?:fail|not|reject|denied|error)|authentication (?:checks?|information)",
                    "\\bdkim\\b.{0,60}(?:fail|invalid|pass|required|missing)|unauthenticated (?:e?mail|message)",
                    "fails? .{0,20}authentication|not .{0,20}authenticated mail|authentication (?:required|fail)"),
            rule(VIRUS, "virus|malware|infected|trojan|phishing"),
            rule(
                    SPAM,
                    "\\bspam|spamm|\\bjunk\\b|unsolicited|bulk mail|ofr_506|spamsignature|content rejected|suspicious (?:mail|message)"),
            rule(MAILBOX_FULL, "mailbox.{0,60}full|over.?quota|quota .{0,20}exceeded|exceed\\w* .{0,30}quota"),
            rule(MAILBOX_FULL, "out of storage|storage (?:limit|quota)|\\bis full\\b|mailbox size"),
            rule(
                    TOO_LARGE,
                    "too (?:large|big)\\b|(?:message|line|header|data)(?: is)? too long|sizelimit|(?:size|length|line) (?:limit|exceeds)|maximum .{0,20}size",
                    "exceeds .{0,40}(?:size|limit|length|maximum)"),
            rule(
                    SENDER_REJECTED,
                    "(?:sender|sending)(?: e?mail)? (?:address|domain).{0,100}(?:not exist|reject|denied|invalid|not found|unverif)",
                    "unrout\\w+ sender|sender (?:rejected|denied|refused|unknown|verify)|invalid sender|from:? .{0,20}invalid",
                    "not verified|envelope sender|return.?path"),
            rule(
                    NO_MAIL_HOST,
                    "(?:host|domain|server|system) (?:does not|doesn't|never) accepts? (?:any )?e?mail|null ?mx"),
            rule(
                    INVALID_DOMAIN,
                    "host unknown|unknown host|domain (?:name )?(?:is )?(?:not (?:found|reachable)|unknown|does not exist)",
                    "invalid (?:destination )?domain|no such domain|unrout(?:e)?able (?:address|domain)|name or service not known"),
            rule(
                    MAILBOX_DISABLED,
                    "(?:account|mailbox|user|recipient)\\b.{0,80}\\b(?:disabled|suspended|inactive|frozen|locked|deactivated|bloque)",
                    "(?:account|mailbox|user|recipient)(?: \\w+)? is (?:blocked|closed|not active)|inactive (?:user|account|mailbox)"),
            rule(
                    INVALID_RECIPIENT,
                    "(?:user|recipient|mailbox|address|account|name)(?: is| was)? (?:unknown|not found|invalid)",
                    "unknown (?:or illegal )?(?:user|recipient|mailbox|address|local|alias|account)|not our (?:user|customer)",
                    "no such (?:user|recipient|mailbox|account|person|address|local)|recip(?:ient)? ?not ?found",
                    "(?:user|recipient|mailbox|address|account)\\b.{0,80}(?:does not|doesn't|do not|did not) (?:exist|have)",
                    "invalid (?:recipient|mailbox|user|address)|destinataire.{0,20}invalide|no longer (?:on|valid|exist|available)",
                    "bad destination|no (?:mailbox|user|one) (?:here|by that)|not a (?:valid|known) (?:user|mailbox|recipient|address)"),
            rule(
                    REMOTE_SYSTEM,
                    "service (?:is )?(?:currently |temporarily )?unavailable|queue file|(?:system|internal|local) error"),
            rule(REMOTE_SYSTEM, "insufficient (?:system|disk)|out of (?:memory|disk)|\\bbusy\\b|resources"),
            rule(RELAY_DENIED, "relay"),
            rule(
                    CONTENT,
                    "8-?bit data|\\bheaders?\\b|\\bmime\\b|malformed|media error|bare (?:lf|cr|newline)|rfc ?5?[38]22"),
            rule(NETWORK, "too many hops|\\bloop|timed out|failed to connect|unable to connect|no answer"),
            rule(
                    POLICY,
                    "polic(?:y|ies)|not authori[sz]ed|not permitted|violation|senders? not allowed|not allowed|security|permission"),
            rule(RECIPIENT_REJECTED, "recipient preferences|mailbox (?:is )?unavailable"),
            rule(REMOTE_SYSTEM, "transaction failed"));

    private ReplyMeaning() {}

    static Category of(Stage stage, Reply reply) {
        String text = reply.text().toLowerCase(Locale.ROOT);
        // Exchange Online's way to say that there is no such mailbox.
        if (reply.enhanced().equals("5.4.1") && text.contains("access denied")) {
            return INVALID_RECIPIENT;
        }
        for (Rule rule : RULES) {
            if (rule.words.matcher(text).find()) {
                return rule.category == INVALID_RECIPIENT ? unknownRecipient(stage, reply) : rule.category;
            }
        }
        Category byEnhanced = byEnhanced(reply.enhanced());
        return byEnhanced == UNDETERMINED ? byCode(stage, reply) : byEnhanced;
    }

    /** Once RCPT has been accepted, "unknown" is a filter's word for no, unless the enhanced code insists. */
    private static Category unknownRecipient(Stage stage, Reply reply) {
        boolean insists =
                reply.enhanced().startsWith(".1.", 1) || reply.enhanced().startsWith(".5.", 1);
        return stage == Stage.RCPT || insists ? INVALID_RECIPIENT : RECIPIENT_REJECTED;
    }

    private static Category byEnhanced(String enhanced) {
        if (enhanced.isEmpty()) {
            return UNDETERMINED;
        }
        String subject = enhanced.substring(2);
        return switch (subject) {
            case "1.0", "1.1", "1.3", "1.4", "1.6", "7.17", "7.18" -> INVALID_RECIPIENT;
            case "1.2" -> INVALID_DOMAIN;
            case "1.10" -> NO_MAIL_HOST;
            case "1.7", "1.8", "7.27" -> SENDER_REJECTED;
            case "2.1", "7.13" -> MAILBOX_DISABLED;
            case "2.2" -> MAILBOX_FULL;
            case "2.3", "3.4" -> TOO_LARGE;
            case "7.20", "7.21", "7.22", "7.23", "7.24", "7.26", "7.509", "7.515" -> AUTH_FAILURE;
            case "7.25" -> BLOCKED;
            case "0.0", "2.0", "3.0", "5.0" -> UNDETERMINED;
            default -> bySubject(subject);
        };
    }

    private static Category bySubject(String subject) {
        return switch (subject.charAt(0)) {
            case '2' -> RECIPIENT_REJECTED;
            case '3' -> REMOTE_SYSTEM;
            case '4' -> NETWORK;
            case '5' -> PROTOCOL;
            case '6' -> CONTENT;
            // Microsoft's 5.7.606 to 5.7.649 name banned addresses.
            case '7' -> subject.matches("7\\.6[0-4]\\d") ? BLOCKED : POLICY;
            default -> UNDETERMINED;
        };
    }

    private static Category byCode(Stage stage, Reply reply) {
        if (reply.code() == 521 || reply.code() == 556) {
            return NO_MAIL_HOST;
        }
        if (!reply.permanent()) {
            return REMOTE_SYSTEM;
        }
        if (stage.beforeMail()) {
            return stage == Stage.STARTTLS ? TLS : POLICY;
        }
        return switch (stage) {
            case MAIL -> SENDER_REJECTED;
            case RCPT -> reply.code() == 553 ? INVALID_RECIPIENT : RECIPIENT_REJECTED;
            default -> UNDETERMINED;
        };
    }

    private static Rule rule(Category category, String... alternatives) {
        return new Rule(category, Pattern.compile(String.join("|", alternatives)));
    }
}
