package io.migomail.mta.simulation;

import io.migomail.mta.engine.Talk;
import io.migomail.mta.policy.Cause;
import io.migomail.mta.policy.Failure;
import io.migomail.mta.policy.Reply;
import io.migomail.mta.policy.Stage;
import io.migomail.mta.simulation.Scenario.Site;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The hosts of one site: what an attempt that comes now will meet, by the site's script and by the mailbox. */
final class Mx {
    /** No host of a script answers slower than this while it is fine. */
    static final int FINE_MILLIS = 600;

    private static final String UNKNOWN = "550 5.1.1 no such user here";
    private static final String SPAM = "554 5.7.1 looks like spam";
    private static final List<Stage> BEFORE_MAIL = List.of(Stage.CONNECT, Stage.BANNER, Stage.EHLO);
    private static final List<Stage> LATER = List.of(Stage.MAIL, Stage.RCPT, Stage.DATA, Stage.DOT);

    private final Site site;
    private final Dice dice;
    private final Map<String, Long> greylist = new HashMap<>();
    private final Map<String, Integer> visits = new HashMap<>();
    private final Set<String> refused = new HashSet<>();

    Mx(Site site, Dice dice) {
        this.site = site;
        this.dice = dice;
    }

    /** Whether a host told for good that it does not want this delivery. */
    boolean refusedForGood(String deliveryId) {
        return refused.contains(deliveryId);
    }

    /** Whether that reply means never. */
    static boolean forGood(String reply) {
        return reply.equals(UNKNOWN) || reply.equals(SPAM);
    }

    Talk talk(Fate fate, String host, String ip, long now) {
        return switch (site.mood(host, now)) {
            case FINE -> fine(fate, FINE_MILLIS / 4);
            case SLOW -> fine(fate, 20_000);
            case DOWN -> down(host);
            case SILENT -> silent();
            case TURNS_AWAY ->
                refusal(
                        dice.one(Stage.BANNER, Stage.EHLO),
                        dice.one("421 4.3.2 service not available, closing channel", "450 4.3.2 come back later"));
            case THROTTLES ->
                refusal(
                        dice.one(Stage.EHLO, Stage.MAIL, Stage.RCPT),
                        dice.one(
                                "421 4.7.0 too many messages, slow down; try again in 90 seconds",
                                "452 4.7.1 rate limit exceeded",
                                "421 4.7.28 unusual rate of mail, retry in 20 minutes"));
            case BLOCKS -> blocks(fate, ip);
            case GREYLISTS -> greylists(fate, ip, now);
            case FLAKY -> dice.oneIn(2) ? fine(fate, 2_000) : flaky(fate);
        };
    }

    private int step(int most) {
        return 1 + dice.between(0, most - 1);
    }

    private Talk fine(Fate fate, int most) {
        int visit = visits.merge(fate.id(), 1, Integer::sum);
        return switch (fate.arrival().box()) {
            case TAKES -> takes(most, false);
            case HIDES -> takes(most, visit <= 2);
            case UNKNOWN -> forGood(fate, refusal(Stage.RCPT, UNKNOWN));
            case SPAM -> forGood(fate, refusal(Stage.DOT, SPAM));
            case FULL -> refusal(Stage.RCPT, "452 4.2.2 mailbox full");
            case LATER ->
                visit > fate.id().length() % 3 + 1
                        ? takes(most, false)
                        : refusal(
                                dice.one(Stage.RCPT, Stage.DOT),
                                dice.one(
                                        "451 4.3.0 try again in 17 seconds",
                                        "451 4.3.0 temporary failure",
                                        "450 4.2.1 try again in 2 hours"));
        };
    }

    private Talk takes(int most, boolean hides) {
        long mail = step(most);
        long dot = mail + step(most);
        long kept = dot + step(most);
        long end = kept + step(most);
        Failure gone = Failure.of(Stage.DOT, Cause.LOST, "closed");
        return new Talk(
                mail, dot, kept, end, hides ? null : Reply.of(250, "250 2.0.0 taken"), hides ? gone : null, Stage.MAIL);
    }

    private Talk forGood(Fate fate, Talk talk) {
        refused.add(fate.id());
        return talk;
    }

    private Talk down(String host) {
        long end = host.startsWith("mx0") ? step(20) : 30_000;
        Failure failure = Failure.of(Stage.CONNECT, Cause.UNREACHABLE, "no connection");
        return new Talk(Talk.NEVER, Talk.NEVER, Talk.NEVER, end, null, failure, Stage.CONNECT);
    }

    private Talk silent() {
        long mail = step(500);
        return switch (dice.between(0, 3)) {
            case 0 -> failed(Failure.of(Stage.BANNER, Cause.TIMEOUT, "no banner"), 60_000);
            case 1 -> failed(Failure.of(Stage.RCPT, Cause.TIMEOUT, "no reply"), 60_000);
            case 2 -> {
                // Four minutes for the reply to the dot; the message is kept or not.
                long kept = dice.oneIn(2) ? mail + 1_000 : Talk.NEVER;
                Failure failure = Failure.of(Stage.DOT, Cause.TIMEOUT, "no reply to the dot");
                yield new Talk(mail, mail + 500, kept, mail + 500 + 240_000, null, failure, Stage.MAIL);
            }
            default -> new Talk(mail, Talk.NEVER, Talk.NEVER, Talk.NEVER, null, null, dice.of(LATER.subList(0, 3)));
        };
    }

    private Talk blocks(Fate fate, String ip) {
        return blocked(site, ip)
                ? refusal(
                        dice.one(Stage.BANNER, Stage.MAIL, Stage.RCPT),
                        "550 5.7.1 client " + ip + " blocked using zen.spamhaus.org")
                : fine(fate, FINE_MILLIS / 4);
    }

    /** Whether a site that blocks addresses blocks this one. */
    static boolean blocked(Site site, String ip) {
        return site.name().hashCode() % 3 == 0 || ip.endsWith("0") || ip.endsWith("1");
    }

    private Talk greylists(Fate fate, String ip, long now) {
        Long first = greylist.putIfAbsent(ip + fate.id(), now);
        long left = first == null ? 45_000 : first + 45_000 - now;
        return left <= 0
                ? fine(fate, FINE_MILLIS / 4)
                : refusal(Stage.RCPT, "451 4.7.1 greylisted, try again in " + (left + 999) / 1000 + " seconds");
    }

    private Talk flaky(Fate fate) {
        Stage stage = dice.oneIn(2) ? dice.of(BEFORE_MAIL) : dice.of(LATER);
        return switch (dice.between(0, 5)) {
            case 0 -> failed(Failure.of(stage, Cause.LOST, "reset"), step(300));
            case 1 -> failed(Failure.of(stage, Cause.GARBLED, "nonsense"), step(300));
            case 2 -> failed(Failure.of(Stage.STARTTLS, Cause.TLS, "no handshake"), step(300));
            case 3 -> refusal(stage == Stage.CONNECT ? Stage.BANNER : stage, "451 4.3.0 local error in processing");
            case 4 -> takes(300, true);
            default -> failed(Failure.of(Stage.DNS, Cause.NO_ADDRESS, "no address"), step(300));
        };
    }

    private Talk refusal(Stage stage, String text) {
        return failed(Failure.of(stage, Reply.of(Integer.parseInt(text.substring(0, 3)), text)), step(200));
    }

    /** A failure so long after the stage began. */
    private Talk failed(Failure failure, long after) {
        Stage stage = failure.stage();
        @Nullable Reply none = null;
        if (stage.beforeMail()) {
            return new Talk(Talk.NEVER, Talk.NEVER, Talk.NEVER, after, none, failure, stage);
        }
        long mail = step(100);
        long dot = stage == Stage.DOT ? mail + step(100) : Talk.NEVER;
        return new Talk(mail, dot, Talk.NEVER, Math.max(mail, dot) + after, none, failure, Stage.MAIL);
    }
}
