package io.migomail.jobs.accounting;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** An endpoint's state in memory, with its wake-ups and what was sent. */
final class MemoryStore implements WebhookMachine.Store {
    record Sent(String eventId, int number) {}

    final List<Sent> sent = new ArrayList<>();
    final List<String> dropped = new ArrayList<>();
    /** Pages that were asked for. */
    final List<ReplayCursor> pages = new ArrayList<>();

    final List<MissedEvents> missed = new ArrayList<>();

    final TreeSet<Long> wakeUps = new TreeSet<>();
    final Map<String, PendingEvent> events = new HashMap<>();
    int givenUp;
    private long failingSince;
    private EndpointState state = new EndpointState();
    private final Map<Long, String> ready = new HashMap<>();
    private final Map<Long, List<String>> due = new TreeMap<>();

    @Override
    public EndpointState endpoint() {
        return state;
    }

    @Override
    public void endpoint(@Nullable EndpointState changed) {
        state = changed == null ? new EndpointState() : changed;
    }

    @Override
    public @Nullable PendingEvent event(String eventId) {
        return events.get(eventId);
    }

    @Override
    public void event(String eventId, @Nullable PendingEvent event) {
        if (event == null) {
            events.remove(eventId);
        } else {
            events.put(eventId, event);
        }
    }

    @Override
    public @Nullable String takeReady(long place) {
        return ready.remove(place);
    }

    @Override
    public void addReady(long place, String eventId) {
        ready.put(place, eventId);
    }

    @Override
    public List<String> takeDue(long at) {
        List<String> ids = due.remove(at);
        return ids == null ? List.of() : ids;
    }

    @Override
    public void addDue(long at, String eventId) {
        due.computeIfAbsent(at, k -> new ArrayList<>()).add(eventId);
        wakeAt(at);
    }

    @Override
    public void wakeAt(long at) {
        wakeUps.add(at);
    }

    @Override
    public void clear() {
        state = new EndpointState();
        ready.clear();
        due.clear();
        events.clear();
        failingSince = 0;
    }

    @Override
    public long failingSince() {
        return failingSince;
    }

    @Override
    public void failingSince(long at) {
        failingSince = at;
    }

    @Override
    public void giveUp() {
        givenUp++;
    }

    @Override
    public void send(String eventId, int number, byte[] body) {
        sent.add(new Sent(eventId, number));
    }

    @Override
    public void askPage(ReplayCursor replay) {
        pages.add(replay);
    }

    @Override
    public void askMissed(MissedEvents events) {
        missed.add(events);
    }

    @Override
    public void dropped(String eventId) {
        dropped.add(eventId);
    }

    boolean holdsNothing() {
        return events.isEmpty() && ready.isEmpty() && due.isEmpty() && state.flights.isEmpty() && state.pending == 0;
    }
}
