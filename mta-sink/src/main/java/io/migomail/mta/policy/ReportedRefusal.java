package io.migomail.mta.policy;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What a refusal means of which a mail system tells afterwards, by mail. Stateless. */
public final class ReportedRefusal {
    private static final Pattern CONTENT_REFUSED =
            Pattern.compile("end of data|data command|after data|\\bdata\\b.{0,20}failed");
    private static final Pattern SENDER_REFUSED = Pattern.compile("mail from (?:command|:)|after mail from");

    /** What mail systems say of what they found out themselves, without any server's reply. */
    private static final Map<Category, Pattern> OWN_WORDS = new LinkedHashMap<>();

    static {
        OWN_WORDS.put(
                Category.NO_MAIL_HOST,
                Pattern.compile("no smtp service|no mail exchanger|couldn't find a mail exchanger"));
        OWN_WORDS.put(
                Category.INVALID_DOMAIN,
                Pattern.compile(
                        "host (?:or domain name |name )?not found|host \\S{1,255} not found|no mx record|couldn't find any host"
                                + "|unrouteable (?:mail )?domain|domain not found|nxdomain|no such (?:host|domain)"));
        OWN_WORDS.put(
                Category.INVALID_RECIPIENT,
                Pattern.compile(
                        "not listed in|recipient name is not recogni[sz]ed|unknown recipient|no valid recipients"
                                + "|unrouteable address|(?:user|recipient) (?:name )?.{0,80}(?:unknown|not found)|unknown user"));
        OWN_WORDS.put(
                Category.NETWORK,
                Pattern.compile("retry time ?(?:out)? exceeded|delivery time expired|queue too long|message expired"));
    }

    private ReportedRefusal() {}

    /**
     * The category, as {@link FailurePolicy} finds it for a reply of our own conversation.
     *
     * @param enhanced status code (RFC 3463); empty = not told
     * @param code reply code; 0 = not told
     */
    public static Category category(String enhanced, int code, String diagnostic) {
        String text = diagnostic.toLowerCase(Locale.ROOT);
        if (enhanced.equals("5.4.4")) {
            return Category.INVALID_DOMAIN; // RFC 3463 3.5: the DNS has no host that takes its mail
        }
        if (code == 0) {
            for (Map.Entry<Category, Pattern> own : OWN_WORDS.entrySet()) {
                if (own.getValue().matcher(text).find()) {
                    return own.getKey();
                }
            }
        }
        int assumed = enhanced.startsWith("4") ? 450 : 550;
        Category category = ReplyMeaning.of(stage(text), new Reply(code == 0 ? assumed : code, enhanced, diagnostic));
        boolean guessed = code == 0 && (enhanced.isEmpty() || enhanced.endsWith(".0.0"));
        return guessed && category == Category.RECIPIENT_REJECTED ? Category.UNDETERMINED : category;
    }

    private static Stage stage(String text) {
        if (CONTENT_REFUSED.matcher(text).find()) {
            return Stage.DOT;
        }
        return SENDER_REFUSED.matcher(text).find() ? Stage.MAIL : Stage.RCPT;
    }
}
