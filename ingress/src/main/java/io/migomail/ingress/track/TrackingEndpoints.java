package io.migomail.ingress.track;

import io.migomail.core.Ids;
import io.migomail.core.Limits;
import io.migomail.core.TimeSource;
import io.migomail.core.TrackingKind;
import io.migomail.core.TrackingLink;
import io.migomail.core.TrackingTokens;
import io.migomail.core.record.TrackingHit;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import io.migomail.ingress.rest.Call;
import io.migomail.ingress.rest.Reply;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What the links of mails lead to. A token that we did not make gets a page that says so and leads nowhere. Opens and
 * clicks are answered at once, whatever becomes of the counting; that somebody unsubscribed is answered when it is durable.
 * Thread-safe.
 */
public final class TrackingEndpoints {
    /** One transparent pixel. */
    private static final byte[] PIXEL =
            Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    private static final String GIF = "image/gif";

    private final TrackingTokens tokens;
    private final HitLog hits;
    private final Unsubscriptions suppressions;
    private final HitBudget budget;
    private final RandomGenerator random;

    public TrackingEndpoints(
            TrackingTokens tokens, HitLog hits, Unsubscriptions suppressions, TimeSource time, RandomGenerator random) {
        this.tokens = tokens;
        this.hits = hits;
        this.suppressions = suppressions;
        this.budget = new HitBudget(time);
        this.random = random;
    }

    /** The invisible image of a mail. */
    public Reply open(Call call) {
        TrackingLink link = tokens.open(TrackingKind.OPEN, call.path("token"));
        if (link == null) {
            return TrackingPage.notALink();
        }
        count(link, call);
        return Reply.of(200, GIF, PIXEL, TrackingPage.HEADERS);
    }

    /** Leads on to where the sender of the mail meant the link to. */
    public Reply click(Call call) {
        TrackingLink link = tokens.open(TrackingKind.CLICK, call.path("token"));
        if (link == null) {
            return TrackingPage.notALink();
        }
        count(link, call);
        Map<String, String> headers = new HashMap<>(TrackingPage.HEADERS);
        headers.put("Location", link.url());
        return new Reply(302, null, headers);
    }

    /** The page with the button; whoever looks at it, or ahead of its reader, changes nothing. */
    public Reply ask(Call call) {
        TrackingLink link = tokens.open(TrackingKind.UNSUBSCRIBE, call.path("token"));
        return link == null ? TrackingPage.notALink() : TrackingPage.ask();
    }

    /**
     * The button, or the one click of a mail program (RFC 8058 3.2): the body of both says nothing that the token does not.
     * The suppression does not wait for the event, which takes a delivery that the event store still knows.
     */
    public CompletionStage<Reply> unsubscribe(Call call) {
        TrackingLink link = tokens.open(TrackingKind.UNSUBSCRIBE, call.path("token"));
        if (link == null) {
            return CompletableFuture.completedFuture(TrackingPage.notALink());
        }
        if (!budget.take(link)) {
            return CompletableFuture.completedFuture(
                    TrackingPage.problem(ErrorCode.RATE_LIMITED, "This link was used too often in this minute."));
        }
        TrackingHit hit = hit(link, call);
        return suppressions
                .add(link, hit.getAt())
                .thenCombine(hits.now(hit), (one, other) -> one)
                .handle((done, failure) -> {
                    if (failure == null) {
                        return TrackingPage.done();
                    }
                    if (Problem.cause(failure) instanceof Problem) {
                        return TrackingPage.problem(
                                ErrorCode.STORE_UNAVAILABLE,
                                "It could not be stored now. Please try again in a minute.");
                    }
                    throw new java.util.concurrent.CompletionException(failure);
                });
    }

    private void count(TrackingLink link, Call call) {
        if (budget.take(link)) {
            hits.later(hit(link, call));
        }
    }

    /** No address of the client's is in it. */
    private TrackingHit hit(TrackingLink link, Call call) {
        return TrackingHit.newBuilder()
                .setHitId(Ids.random(Ids.HIT, random))
                .setDeliveryId(link.deliveryId())
                .setKind(link.kind().word())
                .setAt(call.now())
                .setUrl(link.url())
                .setUserAgent(printable(call.header("User-Agent")))
                .setPurpose(purpose(call))
                .build();
    }

    /** What programs say that fetch ahead of their user: Sec-Purpose of Fetch, Purpose and X-Purpose of old, X-Moz of Firefox. */
    private static String purpose(Call call) {
        for (String name : new String[] {"Sec-Purpose", "Purpose", "X-Purpose", "X-Moz"}) {
            String value = printable(call.header(name));
            if (value.contains("prefetch") || value.contains("preview") || value.contains("prerender")) {
                return value;
            }
        }
        return "";
    }

    private static String printable(@Nullable String value) {
        if (value == null) {
            return "";
        }
        String cut = value.substring(0, Math.min(value.length(), Limits.USER_AGENT_CHARS));
        return cut.replaceAll("[^\\x20-\\x7e]", "?").strip();
    }
}
