package io.migomail.ingress.rest;

import static io.migomail.ingress.rest.MessageFixture.HOSTILE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.control.Bootstrap;
import io.migomail.control.EntityKind;
import io.migomail.control.UserRole;
import io.migomail.core.EventType;
import io.migomail.core.Limits;
import io.migomail.core.StreamLimits;
import io.migomail.core.record.MailEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The stream of events that an open page listens to. */
class LiveEventsTest {
    @AutoClose
    private final TestIngress api = TestIngress.open();

    private static final int ROUNDS = 12;
    private static final int ROUND = 400;

    private Browser browser;
    private MessageFixture message;

    @BeforeEach
    void start() throws Exception {
        browser = Browser.signedIn(api, UserRole.VIEWER);
        message = MessageFixture.send(
                api, "{\"to\":\"a@example.com\",\"from\":\"noreply@yourapp.com\",\"subject\":\"Hi\",\"text\":\"x\"}");
    }

    private MailEvent event(EventType type, String subject) {
        return message.event(0, type, 1, 300)
                .setHead(message.message.getHead().toBuilder().setSubject(subject))
                .build();
    }

    private LiveEvents listen(String query, String... headers) throws Exception {
        LiveEvents events = new LiveEvents(api, browser, browser.page("/tail/stream") + query, headers);
        assertEquals(200, events.answer.statusCode());
        events.await("still here");
        return events;
    }

    private Browser eve() throws Exception {
        Browser.person(api, api.second.account().getId(), "eve@second.example", UserRole.OWNER);
        Browser eve = new Browser(api);
        eve.signIn("eve@second.example", Browser.PASSWORD);
        return eve;
    }

    @Test
    void whatHappensIsToldAsRowsOfThePage() throws Exception {
        try (LiveEvents events = listen("")) {
            assertEquals(
                    "text/event-stream; charset=utf-8",
                    events.answer
                            .headers()
                            .firstValue("Content-Type")
                            .orElse("")
                            .toLowerCase(java.util.Locale.ROOT));
            assertEquals(
                    "no",
                    events.answer.headers().firstValue("X-Accel-Buffering").orElse(""));
            assertEquals(
                    "no-store",
                    events.answer.headers().firstValue("Cache-Control").orElse(""));
            api.store.feed.add(event(EventType.DELIVERED, HOSTILE));
            String row = events.await("data: <li");
            assertTrue(row.contains("href=\"" + browser.page("/messages/" + message.id)), row);
            assertTrue(row.contains("&lt;script&gt;alert(1)") && !row.contains("<script>"), row);
        }
    }

    @Test
    void typeThatWasChosenIsToldAlone() throws Exception {
        try (LiveEvents events = listen("?type=delivered")) {
            api.store.feed.addAll(
                    List.of(event(EventType.QUEUED, "the first"), event(EventType.DELIVERED, "the second")));
            assertFalse(events.await("data: <li").contains("the first"), "queued");
        }
    }

    @Test
    void whoComesAgainIsToldWhatFollowedTheLastEvent() throws Exception {
        String last;
        try (LiveEvents events = listen("")) {
            api.store.feed.add(event(EventType.QUEUED, "the first"));
            events.await("the first");
            last = events.last;
        }
        api.store.feed.add(event(EventType.DELIVERED, "while away"));
        try (LiveEvents events = listen("", "Last-Event-ID", last)) {
            assertFalse(events.await("data: <li").contains("the first"), "told before");
        }
    }

    @Test
    void feedIsReadOnceForAllWhoStandAtOnePlace() throws Exception {
        List<LiveEvents> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.add(listen(""));
        }
        api.store.feedQueries.clear();
        api.store.feed.add(event(EventType.DELIVERED, "the one"));
        for (LiveEvents each : all) {
            each.await("the one");
        }
        long read = api.store.feedQueries.size();
        assertTrue(read <= 4, read + " reads for five pages");
        all.forEach(LiveEvents::close);
    }

    @Test
    void accountsNeverSeeEachOthersEvents() throws Exception {
        Browser eve = eve();
        try (LiveEvents events = listen("")) {
            api.store.feed.add(event(EventType.QUEUED, "the first"));
            events.await("the first");
            String foreign = "/dashboard/" + api.second.application().getId() + "/live/tail/stream";
            assertEquals(404, eve.get(browser.page("/tail/stream")).statusCode());
            assertEquals(400, eve.get(foreign, "Last-Event-ID", events.last).statusCode());
            try (LiveEvents own = new LiveEvents(api, eve, foreign)) {
                own.await("still here");
                api.store.feed.add(event(EventType.DELIVERED, "not hers"));
                api.store.feed.add(event(EventType.DELIVERED, "hers").toBuilder()
                        .setHead(message.message.getHead().toBuilder()
                                .setApplicationId(api.second.application().getId())
                                .setSubject("hers"))
                        .build());
                assertFalse(own.await("data: <li").contains("not hers"), "hers alone");
                assertFalse(events.await("data: <li").contains(">hers"), "his alone");
            }
        }
    }

    @Test
    void signingOutEndsIt() throws Exception {
        try (LiveEvents events = listen("")) {
            browser.get(browser.page(""));
            assertEquals(303, browser.post("/logout").statusCode());
            api.store.feed.add(event(EventType.DELIVERED, "too late"));
            events.await("data: signed_out");
            events.awaitEnd();
        }
    }

    @Test
    void itEndsWithTheSessionAndWithThePerson() throws Exception {
        try (LiveEvents events = listen("")) {
            api.control.delete(
                    EntityKind.USER,
                    "usr_viewer@first.example",
                    api.control.version(EntityKind.USER, "usr_viewer@first.example"));
            events.await("data: signed_out");
        }
        browser = Browser.signedIn(api, UserRole.DEVELOPER);
        try (LiveEvents events = listen("")) {
            api.time.advance(Limits.SESSION_LIFE);
            events.await("data: signed_out");
        }
    }

    @Test
    void quietStreamHasHeartbeats() throws Exception {
        try (LiveEvents events = listen("")) {
            api.time.advance(StreamLimits.HEARTBEAT);
            events.await("still here");
        }
    }

    @Test
    void whoDoesNotReadIsToldSoAndGoesOnBehindWhatTheyTook() throws Exception {
        String text;
        try (IdleListener slow = new IdleListener(api, browser, browser.page("/tail/stream"));
                LiveEvents events = listen("?type=queued")) {
            flood(events);
            text = slow.rest();
        }
        assertTrue(text.endsWith("event: ended\ndata: too_slow\n\n"), "what comes last");
        int last = numbers(text).max().orElseThrow();
        assertTrue(last < ROUNDS * ROUND - 1, "all was taken");
        assertEquals(last + 1L, numbers(text).distinct().count(), "each until then");
        String id = text.substring(text.lastIndexOf("\nid: ") + 5)
                .lines()
                .findFirst()
                .orElseThrow();
        try (LiveEvents again = listen("", "Last-Event-ID", id)) {
            again.await(">n" + (last + 1) + " ");
        }
    }

    @Test
    void whoDoesNotEvenTakeTheNoteIsCutOff() throws Exception {
        try (IdleListener slow = new IdleListener(api, browser, browser.page("/tail/stream"));
                LiveEvents events = listen("?type=queued")) {
            flood(events);
            api.time.advance(StreamLimits.HEARTBEAT);
            events.await("still here");
            String text = slow.rest();
            assertFalse(text.contains("too_slow"), "it was told");
            assertTrue(numbers(text).max().orElseThrow() < ROUNDS * ROUND - 1, "all was taken");
        }
    }

    /** More events than all buffers on the way to a client hold, each round after a turn: this listener is told only of its end. */
    private void flood(LiveEvents events) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            List<MailEvent> many = new ArrayList<>();
            for (int n = 0; n < ROUND; n++) {
                many.add(event(EventType.DELIVERED, "n" + (round * ROUND + n) + " " + "x".repeat(2000)));
            }
            many.add(event(EventType.QUEUED, "round " + round + "."));
            api.store.feed.addAll(many);
            events.await(">round " + round + ".");
        }
    }

    private static IntStream numbers(String text) {
        return Pattern.compile(">n(\\d+) ").matcher(text).results().mapToInt(found -> Integer.parseInt(found.group(1)));
    }

    @Test
    void whoIsFarBehindIsToldSoAndGoesOnAtThePresent() throws Exception {
        String last;
        try (LiveEvents events = listen("")) {
            api.store.feed.add(event(EventType.QUEUED, "the first"));
            events.await("the first");
            last = events.last;
        }
        for (int i = 0; i < 1000; i++) {
            api.store.feed.add(event(EventType.DELIVERED, "n" + i + " "));
        }
        try (LiveEvents events = listen("", "Last-Event-ID", last)) {
            events.await(">n499 ");
            events.await("event: skipped");
            api.store.feed.add(event(EventType.DELIVERED, "the present"));
            assertTrue(events.await("data: <li").contains("the present"), "what comes next");
        }
    }

    @Test
    void oneTurnTellsWhatCanBeReadAndTurnsAreHalfASecondApart() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        AtomicInteger reads = new AtomicInteger();
        try (LiveEvents events = listen("")) {
            api.store.feed.add(event(EventType.DELIVERED, "at once"));
            api.store.beforeFeed = () -> {
                if (reads.incrementAndGet() > 1) {
                    hold(told);
                }
            };
            events.await("at once");
        } finally {
            told.countDown();
        }
        assertTrue(StreamLimits.INTERVAL.toMillis() <= 500, "with the time that a turn takes within a second");
    }

    private static void hold(CountDownLatch until) {
        try {
            until.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void environmentsAreApart() throws Exception {
        String sandbox = browser.page("/tail/stream").replace("/live/", "/sandbox/");
        try (LiveEvents events = listen("");
                LiveEvents tested = new LiveEvents(api, browser, sandbox)) {
            tested.await("still here");
            MailEvent live = event(EventType.DELIVERED, "live one");
            api.store.feed.add(live);
            events.await("live one");
            assertEquals(400, browser.get(sandbox, "Last-Event-ID", events.last).statusCode());
            api.store.feed.add(live.toBuilder()
                    .setHead(
                            live.getHead().toBuilder().setEnvironment("sandbox").setSubject("a test"))
                    .build());
            assertTrue(tested.await("data: <li").contains("a test"), "the first");
        }
    }

    @Test
    void moreOfAnAccountThanMayListenAreRefusedUntilOneGoes() throws Exception {
        String path = browser.page("/tail/stream");
        List<IdleListener> all = listeners(browser, path);
        assertEquals(503, browser.get(path).statusCode());
        Browser eve = eve();
        String own = "/dashboard/" + api.second.application().getId() + "/live/tail/stream";
        try (LiveEvents events = new LiveEvents(api, eve, own)) {
            assertEquals(200, events.answer.statusCode());
        }
        all.get(0).close();
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        int status = 503;
        while (status == 503 && System.nanoTime() < end) {
            api.time.advance(StreamLimits.HEARTBEAT); // what is written tells the node that it has gone
            try (IdleListener one = new IdleListener(api, browser, path)) {
                status = one.status;
            }
        }
        assertEquals(200, status);
        close(all);
    }

    @Test
    void moreOfANodeThanMayListenAreRefused() throws Exception {
        List<IdleListener> all = new ArrayList<>();
        for (int i = 0; i < StreamLimits.PER_NODE / StreamLimits.PER_ACCOUNT; i++) {
            Bootstrap.Ready account = api.account("account " + i);
            Browser.person(api, account.account().getId(), i + "@many.example", UserRole.OWNER);
            Browser one = new Browser(api);
            one.signIn(i + "@many.example", Browser.PASSWORD);
            all.addAll(listeners(one, "/dashboard/" + account.application().getId() + "/live/tail/stream"));
        }
        assertEquals(StreamLimits.PER_NODE, all.size());
        assertEquals(503, browser.get(browser.page("/tail/stream")).statusCode());
        close(all);
    }

    /** As many as an account may have. */
    private List<IdleListener> listeners(Browser of, String path) throws Exception {
        List<IdleListener> all = new ArrayList<>();
        for (int i = 0; i < StreamLimits.PER_ACCOUNT; i++) {
            all.add(new IdleListener(api, of, path));
            assertEquals(200, all.get(i).status);
        }
        return all;
    }

    private static void close(List<IdleListener> all) throws Exception {
        for (IdleListener each : all) {
            each.close();
        }
    }

    @Test
    void nodeThatClosesDoesNotWaitForListeners() throws Exception {
        try (LiveEvents events = listen("")) {
            long began = System.nanoTime();
            api.ingress.close();
            events.awaitEnd();
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            assertTrue(took.compareTo(Duration.ofSeconds(5)) < 0, "took " + took);
        }
    }
}
