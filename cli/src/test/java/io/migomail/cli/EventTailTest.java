package io.migomail.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventTailTest {
    private static final String ROUTE = "GET /v1/events";

    @AutoClose
    private final FakeApi api = new FakeApi();

    @TempDir
    private Path folder;

    private static String event(String id, String recipient) {
        return "{\"id\":\"" + id + "\",\"type\":\"delivered\",\"timestamp\":\"2026-11-28T01:51:06.827Z\",\"data\":{"
                + "\"message_id\":\"msg_1\",\"recipient\":\"" + recipient + "\"}}";
    }

    private static String end(String cursor, String... events) {
        return FakeApi.page(cursor, events).replace("\"has_more\":true", "\"has_more\":false");
    }

    @Test
    void everyPageIsPrintedOnce() {
        api.on(ROUTE, 200, FakeApi.page("c1", event("evt_1", "a@example.com")))
                .on(ROUTE, 200, end("c2", event("evt_2", "b@example.com")));
        Ran ran = Ran.at(api, "events", "tail", "--once", "--type=delivered,hard_bounce");
        assertEquals(0, ran.status(), ran.err());
        assertEquals(
                List.of(
                        "2026-11-28T01:51:06.827Z  delivered     a@example.com  msg_1",
                        "2026-11-28T01:51:06.827Z  delivered     b@example.com  msg_1"),
                ran.lines());
        assertEquals(
                "GET /v1/events?limit=100&type=delivered&type=hard_bounce&since=2026-11-28T02%3A00%3A00Z",
                api.asked.get(0).route());
        assertEquals(
                "GET /v1/events?limit=100&type=delivered&type=hard_bounce&cursor=c1",
                api.asked.get(1).route());
    }

    @Test
    void itGoesOnWhereItWasAfterABrokenConnection() {
        api.on(ROUTE, 200, FakeApi.page("c1", event("evt_1", "a@example.com")));
        // More failures than the client library repeats a call for.
        for (int i = 0; i < 9; i++) {
            api.on(ROUTE, 0, "");
        }
        api.on(ROUTE, 200, end("c2", event("evt_2", "b@example.com")));
        Ran ran = Ran.at(api, "events", "tail", "--once", "--json");
        assertEquals(0, ran.status(), ran.err());
        assertEquals(List.of(event("evt_1", "a@example.com"), event("evt_2", "b@example.com")), ran.lines());
        assertTrue(ran.err().contains("trying again in 1.0 s"), ran.err());
        assertTrue(api.asked.stream().skip(1).allMatch(each -> each.route().endsWith("cursor=c1")));
    }

    @Test
    void othersAreLeftOut() {
        api.on(ROUTE, 200, end("c1", event("evt_1", "a@example.com"), event("evt_2", "B@example.com")));
        assertEquals(
                List.of(event("evt_2", "B@example.com")),
                Ran.at(api, "events", "tail", "--once", "--json", "--recipient=b@example.com")
                        .lines());
    }

    @Test
    void thePlaceIsKeptForTheNextRun() throws IOException {
        Path file = folder.resolve("cursor");
        api.on(ROUTE, 200, end("c7", event("evt_1", "a@example.com")));
        Ran.at(api, "events", "tail", "--once", "--cursor-file=" + file);
        assertEquals("c7\n", Files.readString(file));
        Ran.at(api, "events", "tail", "--once", "--cursor-file=" + file);
        assertEquals("GET /v1/events?limit=100&cursor=c7", api.asked.get(1).route());
    }

    @Test
    void aRefusalEndsIt() {
        api.on(ROUTE, 400, FakeApi.problem("invalid_cursor", "No."));
        assertEquals(1, Ran.at(api, "events", "tail").status());
    }
}
