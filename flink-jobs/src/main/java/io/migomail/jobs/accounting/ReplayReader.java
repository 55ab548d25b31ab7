package io.migomail.jobs.accounting;

import com.google.protobuf.ByteString;
import io.migomail.analytics.EventStore;
import io.migomail.analytics.FeedPage;
import io.migomail.analytics.FeedQuery;
import io.migomail.analytics.StoreException;
import io.migomail.analytics.events.EventJson;
import io.migomail.control.ControlPlane;
import io.migomail.core.Limits;
import io.migomail.core.TimeSource;
import io.migomail.core.WebhookRequestKind;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.Webhook;
import io.migomail.core.record.WebhookReplay;
import io.migomail.core.record.WebhookRequest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the pages of replays, and of what queues had no room for. Of replays, what the control plane says holds: one that it does not know
 * ends, as whatever is of a webhook that is off; one that is read to its end is taken out of it. Blocks its caller; used by several threads at once.
 */
final class ReplayReader {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayReader.class);

    /** Where events are read from. May block. */
    interface Source {
        /** @throws StoreException where it cannot be read now */
        FeedPage feed(FeedQuery query, long after, int limit);

        /** The number of the last attempt at each of these events; none where there was none. */
        Map<String, Integer> attempts(String webhookId, Collection<String> eventIds);
    }

    /** Where the queue hears of them. */
    @FunctionalInterface
    interface Answers {
        /** Returns when all are durable, in this order. */
        void publish(List<WebhookRequest> answers) throws InterruptedException;
    }

    private final ControlPlane control;
    private final WebhookWrites writes;
    private final Source source;
    private final Answers answers;
    private final TimeSource time;

    ReplayReader(ControlPlane control, Source source, Answers answers, TimeSource time) {
        this.control = control;
        this.writes = new WebhookWrites(control);
        this.source = source;
        this.answers = answers;
        this.time = time;
    }

    /** Publishes the page's events, then its end; nothing where the control plane is late: the page is asked for again. */
    void read(WebhookPage page) throws InterruptedException {
        if (!control.awaitOffset(page.controlOffset(), Limits.CONTROL_READ_TIMEOUT)) {
            LOG.warn("the control view is late for the replay {} of {}", page.replayId(), page.webhookId());
            return;
        }
        Webhook webhook = underWay(page);
        if (webhook == null) {
            answers.publish(List.of(end(page, page.after(), 0).setLast(true).build()));
            return;
        }
        try {
            MissedEvents missed = page.missed();
            if (missed == null) {
                read(page, webhook);
            } else {
                readMissed(page, webhook, missed);
            }
        } catch (StoreException e) {
            LOG.warn("the replay {} of {} waits: {}", page.replayId(), page.webhookId(), e.toString());
            answers.publish(List.of(end(page, page.after(), later()).build()));
        }
    }

    private void read(WebhookPage page, Webhook webhook) throws InterruptedException {
        WebhookReplay replay = webhook.getReplay();
        FeedPage found = source.feed(
                FeedQuery.ofReplay(webhook, replay),
                Math.max(page.after(), EventStore.feedFrom(replay)),
                Limits.WEBHOOK_REPLAY_PAGE);
        answers.publish(events(page, found.events(), attempts(page, found)));
        long settled = EventStore.feedFrom(replay.getTo() + Limits.WEBHOOK_REPLAY_SETTLE.toMillis());
        boolean last = !found.more() && found.end() >= settled;
        if (!last || ended(page)) {
            long resumeAt = found.more() || last ? 0 : later();
            answers.publish(
                    List.of(end(page, found.end(), resumeAt).setLast(last).build()));
        }
    }

    /** An event that was attempted had found room, sooner or later: of these none is sent again. */
    private void readMissed(WebhookPage page, Webhook webhook, MissedEvents missed) throws InterruptedException {
        FeedPage found = source.feed(
                FeedQuery.ofReplay(webhook, missed.range()),
                Math.max(page.after(), EventStore.feedFrom(missed.range())),
                Limits.WEBHOOK_REPLAY_PAGE);
        Map<String, Integer> attempts = attempts(page, found);
        List<MailEvent> unsent = found.events().stream()
                .filter(event -> attempts.getOrDefault(event.getEventId(), 0) == 0)
                .toList();
        boolean last = !found.more() && found.end() >= missed.settled();
        long resumeAt = found.more() || last ? 0 : time.wallMillis() + Limits.WEBHOOK_MISSED_LOOK.toMillis();
        answers.publish(events(page, unsent, attempts));
        answers.publish(List.of(end(page, found.end(), resumeAt).setLast(last).build()));
    }

    private Map<String, Integer> attempts(WebhookPage page, FeedPage found) {
        return source.attempts(
                page.webhookId(),
                found.events().stream().map(MailEvent::getEventId).toList());
    }

    private List<WebhookRequest> events(WebhookPage page, List<MailEvent> events, Map<String, Integer> attempts) {
        return events.stream()
                .map(event -> of(page, WebhookRequestKind.EVENT)
                        .setEventId(event.getEventId())
                        .setBody(ByteString.copyFrom(EventJson.bytes(event)))
                        .setAttempts(attempts.getOrDefault(event.getEventId(), 0))
                        .build())
                .toList();
    }

    private WebhookRequest.Builder end(WebhookPage page, long after, long resumeAt) {
        return of(page, WebhookRequestKind.PAGE)
                .setReplayId(page.replayId())
                .setAfter(after)
                .setResumeAt(resumeAt);
    }

    private WebhookRequest.Builder of(WebhookPage page, WebhookRequestKind kind) {
        return WebhookRequest.newBuilder()
                .setWebhookId(page.webhookId())
                .setKind(kind.word())
                .setMissed(page.missed() == null ? 0 : page.missed().seen())
                .setAt(time.wallMillis());
    }

    private long later() {
        return time.wallMillis() + Limits.WEBHOOK_REPLAY_SETTLE.toMillis();
    }

    private @Nullable Webhook underWay(WebhookPage page) {
        Webhook webhook = control.view().webhook(page.webhookId());
        boolean isOn = webhook != null && (page.missed() == null ? isOf(webhook, page) : webhook.getEnabled());
        return isOn ? webhook : null;
    }

    private static boolean isOf(Webhook webhook, WebhookPage page) {
        return webhook.getEnabled() && webhook.getReplay().getId().equals(page.replayId());
    }

    /** Takes the replay out of the control plane; false where that did not come about now. */
    private boolean ended(WebhookPage page) throws InterruptedException {
        return writes.write(
                        page.webhookId(),
                        null,
                        before -> isOf(before, page)
                                ? before.toBuilder().clearReplay().build()
                                : null)
                != WebhookWrites.Result.FAILED;
    }
}
