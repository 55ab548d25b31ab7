package io.migomail.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.sdk.MigomailException;
import io.migomail.sdk.Page;
import io.migomail.sdk.model.Event;
import io.migomail.sdk.model.ListEventsQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the feed and prints it. One thread. */
final class EventTail {
    private static final int PAGE = 100;
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Api api;
    private final Surroundings here;
    private final Wanted wanted;
    private final CursorFile place;

    /** Which events are printed; empty and null = any. */
    record Wanted(
            List<String> types,
            @Nullable String recipient,
            @Nullable String message) {
        private boolean has(Event event) {
            return (recipient == null
                            || recipient.equalsIgnoreCase(Out.text(event.data().get("recipient"))))
                    && (message == null || message.equals(event.data().get("message_id")));
        }
    }

    EventTail(Api api, Surroundings here, Wanted wanted, CursorFile place) {
        this.api = api;
        this.here = here;
        this.wanted = wanted;
        this.place = place;
    }

    /**
     * Prints from the kept place on, or where there is none from an instant on, until nothing is left where that was asked
     * for. Where the API does not answer it is asked again, ever more rarely, for the same page: no event is printed twice
     * or passed over.
     *
     * @throws MigomailException where it refuses, or does not answer the first question
     */
    void run(Instant since, Duration interval, boolean once) {
        String cursor = place.read();
        boolean answered = false;
        int failures = 0;
        while (true) {
            try {
                Page<Event> page = api.client.events().list(query(cursor, since));
                answered = true;
                failures = 0;
                print(page);
                if (page.nextCursor() != null) {
                    cursor = page.nextCursor();
                    place.keep(cursor);
                }
                if (!page.hasMore()) {
                    if (once) {
                        return;
                    }
                    Waiting.pause(here, interval);
                }
            } catch (MigomailException e) {
                if (!e.retryable() || !answered) {
                    throw e;
                }
                again(e, failures++);
            }
        }
    }

    private ListEventsQuery query(@Nullable String cursor, Instant since) {
        ListEventsQuery query = new ListEventsQuery().limit(PAGE);
        if (!wanted.types.isEmpty()) {
            query.type(wanted.types);
        }
        return cursor == null ? query.since(since) : query.cursor(cursor);
    }

    private void again(MigomailException failure, int failures) {
        Duration wait = Duration.ofSeconds(1L << Math.min(failures, 5));
        Duration bounded = wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
        here.err().println(Out.plain("migomail: " + failure.getMessage() + "; trying again in " + Times.text(bounded)));
        Waiting.pause(here, bounded);
    }

    private void print(Page<Event> page) {
        JsonNode raw = api.raw().path("data");
        List<Event> events = page.data();
        for (int i = 0; i < events.size(); i++) {
            if (!wanted.has(events.get(i))) {
                continue;
            }
            if (api.json) {
                api.out.json(raw.path(i));
            } else {
                api.out.line(text(events.get(i)));
            }
        }
    }

    private static String text(Event event) {
        Map<String, Object> data = event.data();
        Object smtp = data.get("smtp");
        return Out.join(
                "  ",
                Times.exactly(event.timestamp()),
                String.format("%-12s", event.type()),
                Out.text(data.get("recipient")),
                Out.text(data.get("message_id")),
                Out.text(data.get("subject")),
                Out.text(data.get("code")),
                smtp instanceof Map<?, ?> said ? Out.text(said.get("response")) : "");
    }
}
