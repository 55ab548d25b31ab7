package io.migomail.jobs.accounting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.analytics.EventStore;
import io.migomail.analytics.FeedPage;
import io.migomail.analytics.FeedQuery;
import io.migomail.analytics.StoreUnavailableException;
import io.migomail.control.ControlPlane;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.Webhook;
import io.migomail.core.record.WebhookReplay;
import io.migomail.core.record.WebhookRequest;
import io.migomail.testkit.FakeTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReplayReaderTest implements ReplayReader.Source {
    private static final String ID = "whk_1";
    private static final MailEvent EVENT =
            MailEvent.newBuilder().setEventId("evt_1").setType("delivered").build();

    private final FakeTime time = new FakeTime();
    private final long from = time.wallMillis() - Duration.ofHours(2).toMillis();
    private final long to = time.wallMillis() - Duration.ofHours(1).toMillis();
    private final List<WebhookRequest> published = new ArrayList<>();
    private final List<Long> places = new ArrayList<>();
    private final List<FeedQuery> queries = new ArrayList<>();
    private FeedPage next = new FeedPage(List.of(EVENT), true, EventStore.feedFrom(from));
    private boolean away;
    private ControlPlane control;
    private ReplayReader reader;

    @BeforeEach
    void open() throws InterruptedException {
        control = ControlPlane.inMemory(time);
        reader = new ReplayReader(control, this, published::addAll, time);
        Webhook webhook = Webhook.newBuilder()
                .setId(ID)
                .setApplicationId("app")
                .setEnvironment("live")
                .setEnabled(true)
                .addEvents("delivered")
                .setReplay(WebhookReplay.newBuilder().setId("r").setFrom(from).setTo(to))
                .build();
        control.put(webhook, 0);
    }

    @AfterEach
    void close() {
        control.close();
    }

    @Override
    public FeedPage feed(FeedQuery query, long after, int limit) {
        if (away) {
            throw new StoreUnavailableException("away", null);
        }
        queries.add(query);
        places.add(after);
        return next;
    }

    @Override
    public Map<String, Integer> attempts(String webhookId, Collection<String> eventIds) {
        return Map.of("evt_1", 4);
    }

    private WebhookRequest read(String replay, long after) throws InterruptedException {
        published.clear();
        reader.read(new WebhookPage(ID, replay, 0, after, null));
        return published.get(published.size() - 1);
    }

    @Test
    void eventsComeWithTheAttemptsSoFarAndThenThePagesEnd() throws Exception {
        WebhookRequest end = read("r", 0);
        WebhookRequest event = published.get(0);
        assertEquals(List.of("event", "evt_1", 4), List.of(event.getKind(), event.getEventId(), event.getAttempts()));
        assertEquals(List.of("page", "r", next.end()), List.of(end.getKind(), end.getReplayId(), end.getAfter()));
        assertFalse(end.getLast());
        assertEquals(0, end.getResumeAt());
        assertEquals(new FeedQuery("app", "live", List.of("delivered"), from, to), queries.get(0));
        assertEquals(EventStore.feedFrom(from - 60_000), places.get(0));
        read("r", end.getAfter());
        assertEquals(end.getAfter(), places.get(1));
    }

    @Test
    void itEndsWhereTheFeedIsPastItsRangeAndTheControlPlaneForgetsIt() throws Exception {
        next = new FeedPage(List.of(), false, EventStore.feedFrom(to));
        WebhookRequest end = read("r", 5);
        assertFalse(end.getLast(), "an event may be stored a little after its instant");
        assertTrue(end.getResumeAt() > time.wallMillis());
        assertTrue(control.view().webhook(ID).hasReplay());
        next = new FeedPage(List.of(), false, EventStore.feedFrom(to + 10_000));
        assertTrue(read("r", 5).getLast());
        assertFalse(control.view().webhook(ID).hasReplay());
    }

    private WebhookRequest readMissed(MissedEvents missed) throws InterruptedException {
        published.clear();
        reader.read(WebhookPage.of(ID, missed));
        return published.get(published.size() - 1);
    }

    @Test
    void whatAQueueHadNoRoomForIsReadUnlessItWasSentSince() throws Exception {
        MailEvent unsent = EVENT.toBuilder().setEventId("evt_2").build();
        next = new FeedPage(List.of(EVENT, unsent), false, EventStore.feedFrom(to));
        MissedEvents missed = new MissedEvents(from, to, time.wallMillis(), 0, 0);
        WebhookRequest end = readMissed(missed);
        assertEquals(
                List.of("evt_2", ""),
                published.stream().map(WebhookRequest::getEventId).toList());
        assertEquals(new FeedQuery("app", "live", List.of("delivered"), from, to), queries.get(0));
        assertEquals(List.of(missed.seen(), false), List.of(end.getMissed(), end.getLast()));
        assertEquals(time.wallMillis() + Duration.ofMinutes(1).toMillis(), end.getResumeAt());
        next = new FeedPage(List.of(), false, missed.settled());
        assertTrue(readMissed(missed.at(5, 0)).getLast(), "an hour later whatever kept the store is over");
        assertTrue(control.view().webhook(ID).hasReplay(), "a replay is another matter");
    }

    @Test
    void ofAWebhookThatIsOffNothingIsReadAnyMore() throws Exception {
        control.put(control.view().webhook(ID).toBuilder().setEnabled(false).build(), 1);
        WebhookRequest end = readMissed(new MissedEvents(from, to, 77, 0, 0));
        assertEquals(List.of(77L, true), List.of(end.getMissed(), end.getLast()));
        assertEquals(List.of(), places);
    }

    @Test
    void whatTheControlPlaneDoesNotKnowEndsWithoutReading() throws Exception {
        assertTrue(read("another", 5).getLast());
        Webhook off = control.view().webhook(ID).toBuilder().setEnabled(false).build();
        control.put(off, 1);
        assertTrue(read("r", 5).getLast());
        assertEquals(List.of(), places);
    }

    @Test
    void whereTheStoreIsAwayThePageIsAskedForLater() throws Exception {
        away = true;
        WebhookRequest end = read("r", 5);
        assertEquals(List.of(5L, false), List.of(end.getAfter(), end.getLast()));
        assertTrue(end.getResumeAt() > time.wallMillis());
    }
}
