package io.migomail.mail.report;

import io.migomail.mail.mime.ReadMail;
import io.migomail.mail.report.InboundReport.Kind;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Bounces of mail systems that tell humans only. Such a mail counts where a mail system sent it and it says that the mail
 * was not delivered; what somebody's program answers, or what says that it goes on trying, does not.
 */
final class TextBounce {
    private static final Pattern SYSTEM = words(
            "mailer[-_. ]?daemon|post[-_]?master|mail delivery (?:sub)?system|mail\\.delivery\\.system|\\bmailsystem\\b|\\bndr\\b");

    /** Words that no mail of a person's begins with, nor one that tells of a parcel. */
    private static final Pattern FAILED = words(
            "^\\W*(?:\\S+ )?(?:undeliver|delivery (?:failure|failed|has failed)|non-?deliver|returned? mail|mail (?:delivery )?failed"
                    + "|permanent delivery failure|failure notice|mail system error)|mail failure\\W*$|message delivery has failed"
                    + "|error sending your mail|returning (?:message|mail) to sender|notification \\(failure\\)|status notification: error"
                    + "|delivery notification: delivery has failed");

    /** What mail programs put before the subject that a person answers. */
    private static final Pattern ANSWERED = words("^\\s*(?:re|aw|sv|antw|wg)\\s*:");

    private static final Pattern SUCCEEDED =
            words("notification \\((?:success|relayed?)\\)|successfully (?:delivered|relayed)");

    private static final Pattern AUTO_REPLY = words(
            "^\\s*(?:auto(?:matic|matische|mated)?[ -]?(?:reply|response|antwort)?\\s*:|automatic reply|automatische antwort"
                    + "|r.ponse automatique|respuesta autom.tica|autoreply|out of (?:the )?office|abwesen|vacation|away from)");

    private static final Pattern DELAYED = words(
            "has not yet been delivered|delivery attempts will continue|(?:is|are) still being (?:retried|attempted)|this is a warning"
                    + "|you do not need to resend|will (?:keep|continue) (?:trying|to (?:try|be retried))|will be retried|will (?:re)?try again"
                    + "|delivery to the following recipients? has been delayed|^warning: (?:message|could not)|notification \\(delay\\)");

    private static final Pattern NOT_DELIVERED = words(
            "(?:could|can|was|were)(?: ?n[o']t|not) be(?:en)? (?:delivered|sent)|(?:was|were|been) not delivered|not be delivered|cannot be delivered"
                    + "|unable to deliver|n't able to deliver|delivery (?:has )?failed|failed (?:to deliver|permanently)|permanent(?:ly)? (?:fatal )?(?:error|fail)"
                    + "|did not reach|undeliverable|had trouble delivering|could not deliver|couldn't be delivered|failure reasons?|was not delivered"
                    + "|(?:was|were|been) (?:rejected|refused|returned)|(?:invalid|unknown) (?:user|recipient|address)|message below|transcript of session"
                    + "|following recipients|following error|returned to sender");

    /** Where the mail that is returned begins. */
    private static final Pattern COPY = words(
            "^[- >*=]*(?:below this line|this is a copy|(?:the |your )?(?:original|returned|unsent|undelivered|bounced) message(?: text| follows| header| headers)?[- :.]*$"
                    + "|(?:original|unsent|returned) message follows|the header of the original|message header|header of the original"
                    + "|message headers? follows?|included is a copy|here is (?:a copy|the original))|^(?:return-path|received|dkim-signature):");

    private TextBounce() {}

    static InboundReport read(ReadMail mail, String words) {
        String subject = mail.subject();
        boolean system = SYSTEM.matcher(mail.header("From").orElse("")).find()
                || mail.header("X-Failed-Recipients").isPresent();
        if (AUTO_REPLY.matcher(subject).find() || !system && answers(mail)) {
            return InboundReport.of(Kind.AUTO_REPLY);
        }
        boolean failed = FAILED.matcher(subject).find()
                && (system || !ANSWERED.matcher(subject).find());
        Matcher copy = COPY.matcher(words);
        String text = copy.find() && copy.start() > 0 ? words.substring(0, copy.start()) : words;
        InboundReport fields = failed || system || subject.startsWith("Fwd: ") ? fields(text, words) : null;
        if (fields != null) {
            return fields;
        }
        if (DELAYED.matcher(subject).find() || DELAYED.matcher(text).find()) {
            return InboundReport.of(Kind.DELAYED);
        }
        if (SUCCEEDED.matcher(subject).find() || SUCCEEDED.matcher(text).find()) {
            return InboundReport.of(Kind.DELIVERED);
        }
        ReplyText reply = ReplyText.in(text);
        boolean said = system ? failed || NOT_DELIVERED.matcher(text).find() : failed && reply != null;
        if (!said) {
            return InboundReport.of(Kind.UNRECOGNISED);
        }
        return reply == null
                ? new InboundReport(Kind.BOUNCE, "", 0, ReplyText.explanation(text), "", List.of())
                : new InboundReport(Kind.BOUNCE, reply.enhanced(), reply.code(), reply.text(), "", List.of());
    }

    /** Some write the fields of RFC 3464 into the text, or forward it. */
    private static @Nullable InboundReport fields(String text, String words) {
        return words.contains("Action:") && words.contains("Status:") ? DeliveryStatus.read(words, text) : null;
    }

    private static boolean answers(ReadMail mail) {
        String auto = mail.header("Auto-Submitted").orElse("no").strip();
        return !auto.regionMatches(true, 0, "no", 0, 2)
                || mail.header("X-Autoreply").isPresent()
                || mail.header("X-Autorespond").isPresent()
                || mail.header("X-Auto-Response-Suppress").isPresent()
                || mail.header("Precedence").orElse("").contains("auto_reply");
    }

    private static Pattern words(String alternatives) {
        return Pattern.compile(alternatives, Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
    }
}
