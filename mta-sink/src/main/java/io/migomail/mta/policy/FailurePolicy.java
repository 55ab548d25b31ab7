package io.migomail.mta.policy;

import static io.migomail.mta.policy.Verdict.Action.BOUNCE;
import static io.migomail.mta.policy.Verdict.Action.DEFER;
import static io.migomail.mta.policy.Verdict.Action.NEXT_HOST;

import io.migomail.mta.policy.Verdict.Action;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * The whole failure policy: stage × cause or reply × last host or not. Stateless, thread-safe.
 *
 * <table>
 * <caption>In the order in which it is asked</caption>
 * <tr><th>failure</th><th>more hosts</th><th>last host</th></tr>
 * <tr><td>final dot written, no reply</td><td colspan=2>deferred, {@code uncertain} (RFC 1047: it may have arrived)</td></tr>
 * <tr><td>attempt deadline; egress address not ours to bind</td><td colspan=2>deferred</td></tr>
 * <tr><td>no SMTPUTF8 where needed; SIZE too small</td><td>next host</td><td>bounced</td></tr>
 * <tr><td>no address, connect, time-out, lost, garbled, TLS</td><td>next host</td><td>deferred</td></tr>
 * <tr><td>reply that blames our IP or rate, any code; greylisting</td><td colspan=2>deferred: the same farm would say it again</td></tr>
 * <tr><td>521, 556, "accepts no mail" (RFC 7504)</td><td>next host</td><td>bounced</td></tr>
 * <tr><td>any other refusal before MAIL</td><td>next host</td><td>deferred: nothing was said about the recipient</td></tr>
 * <tr><td>421, or 4xx for a trouble of the host</td><td>next host</td><td>deferred</td></tr>
 * <tr><td>other 4xx</td><td colspan=2>deferred</td></tr>
 * <tr><td>552 to RCPT unless it is about size (RFC 5321 4.5.3.1.10); 5xx that calls itself temporary</td><td colspan=2>deferred</td></tr>
 * <tr><td>other 5xx</td><td colspan=2>bounced</td></tr>
 * </table>
 */
public final class FailurePolicy {
    private static final Pattern TEMPORARY =
            Pattern.compile("temporar|try (again )?later|currently unavailable|not available now|at this time");
    private static final Pattern PERMANENT = Pattern.compile("permanent");

    /** What follows from this failure; {@code lastHost} = no address of any host is left. Never throws. */
    public Verdict decide(Failure failure, boolean lastHost) {
        Reply reply = failure.reply();
        return reply == null ? withoutReply(failure, lastHost) : byReply(failure.stage(), reply, lastHost);
    }

    private static Verdict withoutReply(Failure failure, boolean lastHost) {
        Action next = lastHost ? DEFER : NEXT_HOST;
        if (failure.stage() == Stage.DOT) {
            return verdict(DEFER, Category.NETWORK, "uncertain");
        }
        String code = failure.cause().code();
        return switch (failure.cause()) {
            case DEADLINE -> verdict(DEFER, Category.NETWORK, code);
            case BIND -> verdict(DEFER, Category.OUR_SIDE, code);
            case NO_SMTPUTF8 -> verdict(lastHost ? BOUNCE : NEXT_HOST, Category.PROTOCOL, code);
            case TOO_LARGE -> verdict(lastHost ? BOUNCE : NEXT_HOST, Category.TOO_LARGE, code);
            case TLS -> verdict(next, Category.TLS, code);
            case GARBLED -> verdict(next, Category.PROTOCOL, code);
            case NO_ADDRESS, REFUSED_ADDRESS, UNREACHABLE, TIMEOUT, LOST, REPLY ->
                verdict(next, Category.NETWORK, code);
        };
    }

    private static Verdict byReply(Stage stage, Reply reply, boolean lastHost) {
        Category category = ReplyMeaning.of(stage, reply);
        Action action = action(stage, reply, category, lastHost);
        Duration hint = action == DEFER ? RetryHint.in(reply.text()) : Duration.ZERO;
        return new Verdict(action, category.blame(), category, "", hint);
    }

    private static Action action(Stage stage, Reply reply, Category category, boolean lastHost) {
        if (category == Category.BLOCKED || category == Category.THROTTLED || category == Category.GREYLISTED) {
            return DEFER;
        }
        if (category == Category.NO_MAIL_HOST && reply.permanent()) {
            return lastHost ? BOUNCE : NEXT_HOST;
        }
        if (stage.beforeMail() || reply.code() == 421) {
            return lastHost ? DEFER : NEXT_HOST;
        }
        if (reply.permanent()) {
            return temporaryAfterAll(stage, reply, category) ? DEFER : BOUNCE;
        }
        return hostTrouble(category) && !lastHost ? NEXT_HOST : DEFER;
    }

    private static boolean hostTrouble(Category category) {
        return category == Category.REMOTE_SYSTEM || category == Category.NETWORK || category == Category.TLS;
    }

    private static boolean temporaryAfterAll(Stage stage, Reply reply, Category category) {
        if (stage == Stage.RCPT && reply.code() == 552) {
            return category != Category.TOO_LARGE;
        }
        String text = reply.text().toLowerCase(java.util.Locale.ROOT);
        return !category.addressIsDead()
                && TEMPORARY.matcher(text).find()
                && !PERMANENT.matcher(text).find();
    }

    private static Verdict verdict(Action action, Category category, String code) {
        return new Verdict(action, category.blame(), category, code, Duration.ZERO);
    }
}
