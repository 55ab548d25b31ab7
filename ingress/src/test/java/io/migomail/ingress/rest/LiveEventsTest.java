package io.migomail.ingress.rest;

import static io.migomail.ingress.rest.MessageFixture.HOSTILE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.control.EntityKind;
import io.migomail.control.UserRole;
import io.migomail.core.EventType;
import io.migomail.core.Limits;
import io.migomail.core.StreamLimits;
import io.migomail.core.record.MailEvent;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The stream of events that an open page listens to. */
class LiveEventsTest {
    @AutoClose
    private final TestIngress api = TestIngress.open();

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
    void whoDoesNotReadIsEndedAndHoldsNobodyElse() throws Exception {
        try (Socket slow = new Socket()) {
            slow.setReceiveBufferSize(4096);
            slow.connect(new java.net.InetSocketAddress("127.0.0.1", api.port));
            StringBuilder request =
                    new StringBuilder("GET " + browser.page("/tail/stream") + " HTTP/1.1\r\nHost: x\r\n");
            browser.cookies.forEach((name, value) -> request.append("Cookie: ")
                    .append(name)
                    .append('=')
                    .append(value)
                    .append("\r\n"));
            slow.getOutputStream().write((request + "\r\n").getBytes(StandardCharsets.US_ASCII));
            assertEquals('H', slow.getInputStream().read());
            try (LiveEvents events = listen("")) {
                for (int i = 0; i < 40; i++) {
                    List<MailEvent> many = new ArrayList<>();
                    for (int n = 0; n < 400; n++) {
                        many.add(event(EventType.DELIVERED, "x".repeat(900)));
                    }
                    many.add(event(EventType.DELIVERED, "round " + i + "."));
                    api.store.feed.addAll(many);
                    events.await("round " + i + ".");
                }
                api.time.advance(Duration.ofSeconds(16));
                events.await("still here");
            }
            slow.setSoTimeout(60_000);
            byte[] rest = slow.getInputStream().readAllBytes();
            assertTrue(rest.length < 40 * 400 * 900, "it was told " + rest.length + " octets");
        } catch (java.net.SocketException e) {
            assertTrue(e.getMessage().contains("reset"), e.getMessage());
        }
    }

    @Test
    void moreThanMayListenAreRefused() throws Exception {
        List<LiveEvents> all = new ArrayList<>();
        for (int i = 0; i < StreamLimits.PER_ACCOUNT; i++) {
            all.add(listen(""));
        }
        assertEquals(503, browser.get(browser.page("/tail/stream")).statusCode());
        Browser eve = eve();
        String own = "/dashboard/" + api.second.application().getId() + "/live/tail/stream";
        try (LiveEvents events = new LiveEvents(api, eve, own)) {
            assertEquals(200, events.answer.statusCode());
        }
        all.forEach(LiveEvents::close);
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
