package io.migomail.ingress.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.core.IsoTime;
import io.migomail.core.StreamLimits;
import io.migomail.core.TimeSource;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import io.migomail.ingress.rest.EventStream;
import io.migomail.ingress.rest.Reply;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events for pages that are open, as they are stored (docs/adr/0051). One thread reads the feed, once for all who stand at
 * the same place of one application and environment, and only while somebody listens. Thread-safe.
 */
public final class Tail implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Tail.class);
    private static final String PAGE = "100";
    /** Pages of the feed that one turn reads for listeners at most; a page that is open shows fewer. */
    private static final int PAGES = 5;
    /** The feed is about two seconds behind: a page that begins now has not been told these yet. */
    private static final long BACK_MILLIS = 10_000;

    private final TimeSource time;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private boolean closed;

    /** @param time for heartbeats, and for when sessions end */
    public Tail(TimeSource time) {
        this.time = time;
    }

    /** The place at which a page that is made now begins to listen; a few events before it may be told again. */
    static String begin(Visit visit) throws InterruptedException {
        return place(visit, visit.call().now() - BACK_MILLIS);
    }

    /** The place of the feed behind which there is what is stored from an instant on. */
    private static String place(Visit visit, long since) throws InterruptedException {
        return visit.api("GET", "/v1/events")
                .query("limit", "1")
                .query("since", IsoTime.text(since))
                .json()
                .path("next_cursor")
                .asText();
    }

    /**
     * Answers with what follows a place of the feed, and goes on.
     *
     * @param type of events; empty = all
     * @param cursor of the feed without a type
     * @throws Problem {@code invalid_cursor}; {@code busy} where too many listen; {@code shutting_down}
     */
    Reply listen(Visit visit, String type, String cursor) throws InterruptedException {
        String from = cursor.isEmpty() ? begin(visit) : cursor;
        read(visit, from, "1");
        Listener listener = new Listener(visit, type, from, time.monotonicNanos());
        add(listener);
        listener.stream.send(EventStream.heartbeat(from));
        return Reply.stream(listener.stream);
    }

    /** Pages that listen now. */
    public int listeners() {
        return (int) listeners.stream().filter(each -> !each.stream.over()).count();
    }

    private synchronized void add(Listener listener) {
        if (closed) {
            throw Problem.of(ErrorCode.SHUTTING_DOWN, "This node is shutting down; another one answers.");
        }
        listeners.removeIf(each -> each.stream.over());
        long own = listeners.stream()
                .filter(each -> each.account().equals(listener.account()))
                .count();
        if (own >= StreamLimits.PER_ACCOUNT || listeners.size() >= StreamLimits.PER_NODE) {
            throw Problem.of(ErrorCode.BUSY, "Too many pages show live events now; close one of them.");
        }
        listeners.add(listener);
    }

    /** One turn: ends who may not listen any more, and tells the others what followed. */
    public void run() {
        Map<Place, List<Listener>> places = new LinkedHashMap<>();
        for (Listener each : listeners) {
            if (each.listens(time)) {
                places.computeIfAbsent(each.place(), place -> new ArrayList<>()).add(each);
            }
        }
        listeners.removeIf(each -> each.stream.over());
        try {
            for (List<Listener> group : places.values()) {
                serve(group);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closing
        }
    }

    private void serve(List<Listener> group) throws InterruptedException {
        Listener one = group.get(0);
        try {
            boolean more = true;
            for (int n = 0; more && n < PAGES; n++) {
                JsonNode page = read(one.visit, one.cursor, PAGE);
                tell(group, page);
                more = page.path("has_more").asBoolean();
            }
            if (more) {
                String now = place(one.visit, time.wallMillis());
                group.forEach(each -> each.skip(now));
            }
        } catch (Problem e) {
            // The store is away, mostly: they stay where they are.
            LOG.debug("the feed of live events answers {}", e.code().word());
        } catch (RuntimeException e) {
            LOG.error("the feed of live events of {} failed", one.place(), e);
            group.forEach(each -> each.end("failed"));
        }
    }

    private static JsonNode read(Visit visit, String cursor, String limit) throws InterruptedException {
        return visit.api("GET", "/v1/events")
                .query("limit", limit)
                .query("cursor", cursor)
                .json();
    }

    private static void tell(Collection<Listener> group, JsonNode page) {
        Map<String, String> rows = new LinkedHashMap<>();
        for (Listener each : group) {
            String html = rows.computeIfAbsent(each.type, type -> TailRows.html(each.visit, page.path("data"), type));
            each.tell(page.path("next_cursor").asText(), html);
        }
    }

    /** Ends all; nobody listens any more. */
    @Override
    public synchronized void close() {
        closed = true;
        listeners.forEach(each -> each.stream.drop(EventStream.event("moved", "", "this node shuts down")));
        listeners.forEach(each -> each.stream.cut());
        listeners.clear();
    }

    private record Place(String application, String environment, String cursor) {}

    /** One open page. Its place is the turn's thread's alone. */
    private static final class Listener {
        private final Visit visit;
        private final String type;
        private final EventStream stream = new EventStream();
        private String cursor;
        private long sentNanos;
        private long endingNanos;
        private boolean ending;

        Listener(Visit visit, String type, String cursor, long nowNanos) {
            this.visit = visit;
            this.type = type;
            this.cursor = cursor;
            this.sentNanos = nowNanos;
        }

        String account() {
            return visit.account().getId();
        }

        Place place() {
            return new Place(visit.application().getId(), visit.environment().word(), cursor);
        }

        boolean listens(TimeSource time) {
            long now = time.monotonicNanos();
            if (stream.over()) {
                return false;
            }
            if (ending) {
                if (now - endingNanos >= StreamLimits.HEARTBEAT.toNanos()) {
                    stream.cut(); // It does not even take its end.
                }
                return false;
            }
            endingNanos = now;
            if (!visit.holds(time.wallMillis())) {
                end("signed_out");
            } else if (now - sentNanos >= StreamLimits.HEARTBEAT.toNanos()) {
                sentNanos = now;
                send(EventStream.heartbeat(cursor));
            }
            return !ending;
        }

        void tell(String next, String html) {
            if (!ending && !html.isEmpty()) {
                send(EventStream.event("rows", next, html));
            }
            cursor = next;
        }

        /** Goes on at a later place, and says that there is something between. */
        void skip(String next) {
            if (!ending) {
                send(EventStream.event("skipped", next, "some events"));
            }
            cursor = next;
        }

        private void send(String event) {
            if (!stream.send(event)) {
                end("too_slow");
            }
        }

        private void end(String why) {
            ending = true;
            stream.drop(EventStream.event("ended", "", why));
        }
    }
}
