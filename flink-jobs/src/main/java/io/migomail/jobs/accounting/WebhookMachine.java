package io.migomail.jobs.accounting;

import io.migomail.analytics.events.EventJson;
import io.migomail.core.Limits;
import io.migomail.core.WebhookRequestKind;
import io.migomail.core.record.WebhookOutcome;
import io.migomail.core.record.WebhookRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is sent to one endpoint and when: first come first served, bounded concurrency, retries by schedule, a
 * circuit that lets one request through while the endpoint fails. Holds nothing itself: all state is in the
 * {@link Store} of the endpoint at hand, so one instance serves all endpoints of a task, on its thread. No input scans
 * what waits, except the end of an endpoint.
 */
final class WebhookMachine {
    private static final long RETRY_TICK = 1_000;
    private static final long LOST_TICK = 5_000;

    /** What is known of one endpoint, and what the machine wants done. */
    interface Store {
        EndpointState endpoint();

        /** Keeps the counters; null = there is nothing to keep. */
        void endpoint(@Nullable EndpointState state);

        @Nullable
        PendingEvent event(String eventId);

        void event(String eventId, @Nullable PendingEvent event);

        /** The event at this place of the ready queue, taken out of it. */
        @Nullable
        String takeReady(long place);

        void addReady(long place, String eventId);

        /** The events due at exactly this instant, taken out. */
        List<String> takeDue(long at);

        /** Keeps an event for {@link #takeDue} and a wake-up at that instant. */
        void addDue(long at, String eventId);

        void wakeAt(long at);

        void clear();

        /** Since when every attempt has failed; 0 = none has. */
        long failingSince();

        void failingSince(long at);

        /** Asks for the webhook to be switched off. */
        void giveUp();

        void send(String eventId, int number, byte[] body);

        /** Tells the log that there was no room for it. */
        void dropped(String eventId);

        /** Asks for the next events of the replay; they and the page's end come as requests. */
        void askPage(ReplayCursor replay);

        /** The same for those that there was no room for. */
        void askMissed(MissedEvents missed);
    }

    private final WebhookRules rules;

    WebhookMachine(WebhookRules rules) {
        this.rules = rules;
    }

    /**
     * An event that the endpoint subscribed to; one that waits already is not taken twice. One for which there is no room is
     * read from the feed when there is.
     */
    void event(Store store, String eventId, byte[] body, long now) {
        if (store.event(eventId) == null && store.endpoint().pending >= rules.bound()) {
            miss(store, eventId, EventJson.instant(body), now);
        } else {
            add(store, eventId, PendingEvent.of(body, 0, now), now);
        }
    }

    private void miss(Store store, String eventId, long at, long now) {
        EndpointState endpoint = store.endpoint();
        MissedEvents missed = endpoint.missed;
        endpoint.missed = missed == null ? MissedEvents.of(at, now) : missed.and(at, now);
        store.wakeAt(endpoint.missed.notBefore());
        store.endpoint(endpoint);
        store.dropped(eventId);
    }

    /** What somebody asked for, or what a replay has read. */
    void request(Store store, WebhookRequest request, long now) {
        PendingEvent event = PendingEvent.of(request.getBody().toByteArray(), request.getAttempts(), now);
        switch (WebhookRequestKind.of(request.getKind())) {
            case RETRY -> retry(store, request.getEventId(), event, now);
            case EVENT -> add(store, request.getEventId(), event, now);
            case REPLAY -> begin(store, request, now);
            case PAGE -> {
                if (request.getMissed() > 0) {
                    missedPage(store, request, now);
                } else {
                    page(store, request, now);
                }
            }
        }
    }

    /** Beyond the bound, too: what was asked for while there was room is one page, or an event that a person wants again. */
    private void add(Store store, String eventId, PendingEvent event, long now) {
        if (store.event(eventId) != null) {
            return;
        }
        EndpointState endpoint = store.endpoint();
        endpoint.pending++;
        store.event(eventId, event);
        store.addReady(endpoint.tail++, eventId);
        pump(store, endpoint, now);
    }

    /** One that waits is due now and keeps its schedule; of one that is settled there is one attempt more. */
    private void retry(Store store, String eventId, PendingEvent event, long now) {
        PendingEvent waiting = store.event(eventId);
        if (waiting == null) {
            add(store, eventId, event.asOnce(), now);
            return;
        }
        EndpointState endpoint = store.endpoint();
        store.event(eventId, waiting.dueAt(now));
        store.addReady(endpoint.tail++, eventId);
        pump(store, endpoint, now);
    }

    private void begin(Store store, WebhookRequest request, long now) {
        EndpointState endpoint = store.endpoint();
        if (endpoint.replay == null || !endpoint.replay.id().equals(request.getReplayId())) {
            endpoint.replay = new ReplayCursor(request.getReplayId(), request.getControlOffset(), 0, 0);
        }
        pump(store, endpoint, now);
    }

    private void page(Store store, WebhookRequest page, long now) {
        EndpointState endpoint = store.endpoint();
        ReplayCursor replay = endpoint.replay;
        if (replay != null && replay.id().equals(page.getReplayId()) && page.getAfter() >= replay.after()) {
            endpoint.replay = page.getLast() ? null : replay.at(page.getAfter(), page.getResumeAt());
            if (page.getResumeAt() > now) {
                store.wakeAt(page.getResumeAt());
            }
        }
        pump(store, endpoint, now);
    }

    /** The end of a page; where there was no room for more meanwhile, reading goes on from where that one may lie. */
    private void missedPage(Store store, WebhookRequest page, long now) {
        EndpointState endpoint = store.endpoint();
        MissedEvents missed = endpoint.missed;
        if (missed != null && page.getMissed() != missed.seen()) {
            endpoint.missed = missed.until(now + Limits.WEBHOOK_REPLAY_SETTLE.toMillis());
        } else if (missed != null && page.getAfter() >= missed.after()) {
            endpoint.missed = page.getLast() ? null : missed.at(page.getAfter(), page.getResumeAt());
        }
        if (endpoint.missed != null && endpoint.missed.notBefore() > now) {
            store.wakeAt(endpoint.missed.notBefore());
        }
        pump(store, endpoint, now);
    }

    /** What came of an attempt; outcomes of attempts that are settled or unknown change nothing. */
    void outcome(Store store, WebhookOutcome outcome, long now) {
        PendingEvent event = store.event(outcome.getEventId());
        if (event == null || outcome.getAttempt() != event.number()) {
            return;
        }
        if (outcome.getStatus() == 410 || outcome.getError().equals(WebhookRules.GONE)) {
            store.clear();
            return;
        }
        if (outcome.getStatus() / 100 != 2 && failsTooLong(store, now)) {
            store.giveUp();
            store.clear();
            return;
        }
        EndpointState endpoint = store.endpoint();
        endpoint.flights.removeIf(f -> f.eventId().equals(outcome.getEventId()));
        if (outcome.getStatus() / 100 == 2) {
            endpoint.failures = 0;
            if (store.failingSince() > 0) {
                store.failingSince(0);
            }
            settle(store, endpoint, outcome.getEventId());
        } else {
            failed(store, endpoint, outcome, event, now);
        }
        pump(store, endpoint, now);
    }

    /** A wake-up that was asked for. */
    void wake(Store store, long at, long now) {
        EndpointState endpoint = store.endpoint();
        for (String id : store.takeDue(at)) {
            store.addReady(endpoint.tail++, id);
        }
        for (EndpointState.Flight flight : new ArrayList<>(endpoint.flights)) {
            if (flight.deadline() <= now) {
                endpoint.flights.remove(flight);
                store.addReady(endpoint.tail++, flight.eventId());
            }
        }
        pump(store, endpoint, now);
    }

    private boolean failsTooLong(Store store, long now) {
        long since = store.failingSince();
        if (since == 0) {
            store.failingSince(now);
        }
        return since > 0 && now - since >= rules.failingFor().toMillis();
    }

    private void failed(Store store, EndpointState endpoint, WebhookOutcome outcome, PendingEvent event, long now) {
        endpoint.failures++;
        int failures = event.failures() + 1;
        if (event.once() || rules.exhausted(failures, outcome.getRetry())) {
            settle(store, endpoint, outcome.getEventId());
            return;
        }
        long asked =
                Math.min(outcome.getRetryAfter(), now + rules.longestPause().toMillis());
        if (asked > now && (outcome.getStatus() == 429 || outcome.getStatus() == 503)) {
            endpoint.pausedUntil = Math.max(endpoint.pausedUntil, roundUp(asked, RETRY_TICK));
        }
        long wait = rules.waitMillis(failures, outcome.getEventId(), outcome.getRetry());
        long due = roundUp(Math.max(asked, now + wait), RETRY_TICK);
        if (outcome.getRetry().getMaxAge() > 0
                && rules.outdated(EventJson.instant(event.body()), due, outcome.getRetry())) {
            settle(store, endpoint, outcome.getEventId());
            return;
        }
        store.event(outcome.getEventId(), event.failed(due));
        store.addDue(due, outcome.getEventId());
    }

    private static void settle(Store store, EndpointState endpoint, String eventId) {
        store.event(eventId, null);
        endpoint.pending--;
    }

    private void pump(Store store, EndpointState endpoint, long now) {
        int limit = endpoint.failures >= rules.breakAfter() ? 1 : rules.concurrency();
        while (now >= endpoint.pausedUntil && endpoint.flights.size() < limit && endpoint.head < endpoint.tail) {
            String id = store.takeReady(endpoint.head++);
            PendingEvent event = id == null ? null : store.event(id);
            // A place may be stale: its event was settled or put off by an outcome of an earlier life of the task, or
            // is under way since somebody asked for it.
            if (id != null && event != null && event.due() <= now && !endpoint.flies(id)) {
                long deadline = roundUp(now + rules.lostAfter().toMillis(), LOST_TICK);
                endpoint.flights.add(new EndpointState.Flight(id, event.number(), deadline));
                store.wakeAt(deadline);
                store.send(id, event.number(), event.body());
            }
        }
        if (now < endpoint.pausedUntil) {
            store.wakeAt(endpoint.pausedUntil);
        }
        ask(store, endpoint, now);
        store.endpoint(idle(endpoint, now) ? null : endpoint);
    }

    /** Reads on in the feed where that delays nothing: what comes by itself goes first, then what there was no room for. */
    private void ask(Store store, EndpointState endpoint, long now) {
        if (!hasRoom(endpoint, now)) {
            return;
        }
        MissedEvents missed = endpoint.missed;
        ReplayCursor replay = endpoint.replay;
        long deadline = roundUp(now + Limits.WEBHOOK_REPLAY_LOST.toMillis(), LOST_TICK);
        if (missed != null && now >= missed.notBefore()) {
            endpoint.missed = missed.until(deadline);
            store.wakeAt(deadline);
            store.askMissed(missed);
        } else if (replay != null && now >= replay.notBefore()) {
            endpoint.replay = replay.until(deadline);
            store.wakeAt(deadline);
            store.askPage(replay);
        }
    }

    private boolean hasRoom(EndpointState endpoint, long now) {
        boolean failing = endpoint.failures >= rules.breakAfter() && endpoint.pending > 0;
        return !failing
                && now >= endpoint.pausedUntil
                && endpoint.tail - endpoint.head <= rules.concurrency()
                && endpoint.pending <= rules.bound() / 2;
    }

    /** An endpoint of which nothing is known that a fresh one would not know. */
    private static boolean idle(EndpointState endpoint, long now) {
        return endpoint.pending == 0
                && endpoint.head == endpoint.tail
                && endpoint.flights.isEmpty()
                && endpoint.failures == 0
                && endpoint.replay == null
                && endpoint.missed == null
                && endpoint.pausedUntil <= now;
    }

    private static long roundUp(long at, long tick) {
        return (at + tick - 1) / tick * tick;
    }
}
