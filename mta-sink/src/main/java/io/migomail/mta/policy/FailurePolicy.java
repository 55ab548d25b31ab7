package io.migomail.mta.policy;

import static io.migomail.mta.policy.Verdict.Action.BOUNCE;
import static io.migomail.mta.policy.Verdict.Action.DEFER;
import static io.migomail.mta.policy.Verdict.Action.DEFER_GROUP;
import static io.migomail.mta.policy.Verdict.Action.NEXT_HOST;
import static io.migomail.mta.policy.Verdict.Action.OTHER_IP;

import io.migomail.core.OutcomeKind;
import io.migomail.mta.policy.Verdict.Action;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The whole failure policy: stage × cause or reply × last host or not. Stateless, thread-safe.
 *
 * <p>What follows: the next host within the attempt; later, the delivery alone (deferred); later from another address of
 * the pool, this one resting (other IP); later, everything for the destination waiting with it (group); never (bounced).
 *
 * <table>
 * <caption>In the order in which it is asked</caption>
 * <tr><th>failure</th><th>more hosts</th><th>last host</th></tr>
 * <tr><td>final dot written, no reply</td><td colspan=2>deferred, {@code uncertain} (RFC 1047: it may have arrived)</td></tr>
 * <tr><td>egress address not ours to bind, or its node away</td><td colspan=2>other IP</td></tr>
 * <tr><td>attempt deadline before RSET or MAIL</td><td colspan=2>group</td></tr>
 * <tr><td>attempt deadline later</td><td colspan=2>deferred</td></tr>
 * <tr><td>no SMTPUTF8 where needed; SIZE too small</td><td>next host</td><td>bounced</td></tr>
 * <tr><td>no connection, or time-out, lost, garbled at banner or EHLO</td><td>next host</td><td>group</td></tr>
 * <tr><td>no address, TLS; time-out, lost, garbled from RSET on</td><td>next host</td><td>deferred</td></tr>
 * <tr><td>reply that blames our IP, 4xx or 5xx</td><td colspan=2>other IP: the same farm would say it again</td></tr>
 * <tr><td>reply that blames our rate, 4xx or 5xx</td><td colspan=2>group</td></tr>
 * <tr><td>greylisting; too much mail for this mailbox</td><td colspan=2>deferred</td></tr>
 * <tr><td>521, 556, "accepts no mail" (RFC 7504)</td><td>next host</td><td>bounced</td></tr>
 * <tr><td>other 4xx at banner or EHLO</td><td>next host</td><td>group: nothing was said about the recipient</td></tr>
 * <tr><td>other 5xx at banner or EHLO</td><td>next host</td><td>other IP: somebody is not wanted, and it is not the recipient</td></tr>
 * <tr><td>STARTTLS or RSET refused</td><td>next host</td><td>deferred</td></tr>
 * <tr><td>421, or 4xx for a trouble of the host</td><td>next host</td><td>deferred</td></tr>
 * <tr><td>other 4xx</td><td colspan=2>deferred</td></tr>
 * <tr><td>552 to RCPT unless it is about size (RFC 5321 4.5.3.1.10); 5xx that calls itself temporary</td><td colspan=2>deferred</td></tr>
 * <tr><td>other 5xx</td><td colspan=2>bounced</td></tr>
 * </table>
 *
 * <p>Before it is asked, the engine repairs what says nothing about the host: a warm connection found dead at RSET or MAIL
 * is replaced by a fresh one to the same host, and a failed TLS by one in clear where TLS is not required.
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
        if (failure.stage() == Stage.DOT) {
            return verdict(DEFER, Category.NETWORK, OutcomeKind.UNCERTAIN);
        }
        boolean nobodyNamed = failure.stage().turnsAwayAnybody();
        Action later = nobodyNamed ? DEFER_GROUP : DEFER;
        Action next = lastHost ? later : NEXT_HOST;
        String code = failure.cause().code();
        return switch (failure.cause()) {
            case DEADLINE -> verdict(later, Category.NETWORK, code);
            case BIND, NODE -> verdict(OTHER_IP, Category.OUR_SIDE, code);
            case NO_SMTPUTF8 -> verdict(lastHost ? BOUNCE : NEXT_HOST, Category.PROTOCOL, code);
            case TOO_LARGE -> verdict(lastHost ? BOUNCE : NEXT_HOST, Category.TOO_LARGE, code);
            case TLS -> verdict(lastHost ? DEFER : NEXT_HOST, Category.TLS, code);
            case GARBLED -> verdict(next, Category.PROTOCOL, code);
            case NO_ADDRESS, REFUSED_ADDRESS -> verdict(lastHost ? DEFER : NEXT_HOST, Category.NETWORK, code);
            case UNREACHABLE, TIMEOUT, LOST, REPLY -> verdict(next, Category.NETWORK, code);
        };
    }

    private static Verdict byReply(Stage stage, Reply reply, boolean lastHost) {
        Category category = ReplyMeaning.of(stage, reply);
        Action action = action(stage, reply, category, lastHost);
        Duration hint = action == NEXT_HOST || action == BOUNCE ? Duration.ZERO : RetryHint.in(reply.text());
        return new Verdict(action, category.blame(), category, "", hint);
    }

    private static Action action(Stage stage, Reply reply, Category category, boolean lastHost) {
        Action settled = sameEverywhere(category);
        if (settled != null) {
            return settled;
        }
        if (category == Category.NO_MAIL_HOST && reply.permanent()) {
            return lastHost ? BOUNCE : NEXT_HOST;
        }
        if (stage.beforeMail() || reply.code() == 421) {
            return lastHost ? whoWaits(stage, reply) : NEXT_HOST;
        }
        if (reply.permanent()) {
            return temporaryAfterAll(stage, reply, category) ? DEFER : BOUNCE;
        }
        return hostTrouble(category) && !lastHost ? NEXT_HOST : DEFER;
    }

    /** What is said of us or of the mailbox alone, and would be said by every host and with any code; else null. */
    private static @Nullable Action sameEverywhere(Category category) {
        return switch (category) {
            case BLOCKED -> OTHER_IP;
            case THROTTLED -> DEFER_GROUP;
            case GREYLISTED, MAILBOX_BUSY -> DEFER;
            default -> null;
        };
    }

    private static Action whoWaits(Stage stage, Reply reply) {
        if (!stage.turnsAwayAnybody()) {
            return DEFER;
        }
        return reply.permanent() ? OTHER_IP : DEFER_GROUP;
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
