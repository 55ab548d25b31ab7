package io.migomail.faults.check;

import io.migomail.faults.check.Story.End;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Holds the event store against the journals, event by event: what clients were told, what the MX kept, what the webhook heard, and
 * what PACE wrote down. Immutable.
 */
public final class Ledger {
    private static final String QUEUED = "queued";
    private static final String DELIVERED = "delivered";

    private final Journals journals;
    private final List<StoredEvent> stored;
    private final Map<String, ClientEntry> byRecipient = new HashMap<>();
    /** Type by name of the event. */
    private final Map<String, Due> due = new TreeMap<>();

    private final Set<String> kept = new HashSet<>();

    /**
     * What the harness knows.
     *
     * @param sent by the client's journal; no two to one recipient
     * @param arrivals by the MX's
     * @param hooked final events that the webhook heard, each id once
     * @param facts of PACE's journal
     * @param classes in which messages were sent, by the harness's id
     */
    public record Journals(
            List<ClientEntry> sent,
            List<Arrival> arrivals,
            List<End> hooked,
            List<Fact> facts,
            UnaryOperator<String> classes) {}

    private record Due(String type, String recipient) {}

    /** Over rows of the store in which every event that it counts stands once. */
    public Ledger(Journals journals, List<StoredEvent> stored) {
        this.journals = journals;
        this.stored = stored;
        journals.sent().forEach(entry -> byRecipient.put(entry.recipient(), entry));
        for (Arrival arrival : journals.arrivals()) {
            if (arrival.kept()) {
                kept.add(arrival.recipient());
            }
        }
        for (ClientEntry entry : journals.sent()) {
            if (entry.fate() == Fate.OK) {
                queued(entry.messageId() + ".0", entry.recipient());
            }
        }
        for (Fact fact : journals.facts()) {
            queued(
                    fact.messageId()
                            + fact.deliveryId().substring(fact.deliveryId().lastIndexOf('.')),
                    fact.recipient());
            due(fact.deliveryId(), fact.attempt(), fact.type(), fact.recipient());
        }
    }

    private void queued(String deliveryId, String recipient) {
        due(deliveryId, 0, QUEUED, recipient);
    }

    private void due(String deliveryId, int attempt, String type, String recipient) {
        due.put(StoredEvent.name(deliveryId, attempt, type), new Due(type, recipient));
    }

    /**
     * In this order: EVENTS MISSING, by a journal and not in the store; EVENTS IN SURPLUS, in the store and in no journal, or
     * twice; EVENTS UNLIKE, of another class than was sent; COUNTS, types of a class that the store has more or fewer of.
     */
    public List<Verdict> verdicts() {
        return List.of(
                Verdict.none("EVENTS MISSING", missing()),
                Verdict.none("EVENTS IN SURPLUS", surplus()),
                Verdict.none("EVENTS UNLIKE", unlike()),
                Verdict.none("COUNTS", counts()));
    }

    /** Events that a journal knows of and the store does not. */
    public List<String> missing() {
        Set<String> names = stored.stream().map(StoredEvent::name).collect(Collectors.toSet());
        Set<String> ids = stored.stream().map(StoredEvent::eventId).collect(Collectors.toSet());
        Set<String> delivered = deliveredTo();
        List<String> out = new ArrayList<>();
        due.forEach((name, event) -> {
            if (!names.contains(name)) {
                out.add(name + " to " + event.recipient());
            }
        });
        kept.stream()
                .filter(to -> !delivered.contains(to))
                .forEach(to -> out.add("delivered to " + to + ", by the MX"));
        journals.hooked().stream()
                .filter(end -> !ids.contains(end.eventId()))
                .forEach(end -> out.add(end.type() + " " + end.eventId() + ", by the webhook"));
        return out;
    }

    private List<String> surplus() {
        Set<String> heard = journals.hooked().stream().map(End::eventId).collect(Collectors.toSet());
        Set<String> names = new HashSet<>();
        List<String> out = new ArrayList<>();
        for (StoredEvent event : stored) {
            String told = event.eventId() + ", " + event.name();
            if (!names.add(event.name())) {
                out.add(told + ", is there twice");
            } else if (!due.containsKey(event.name()) && !mayBe(event)) {
                out.add(told + ", is in no journal");
            } else if (event.type().equals(DELIVERED) && !kept.contains(event.recipient())) {
                out.add(told + ", did not reach the MX");
            } else if (End.isFinal(event.type()) && !heard.contains(event.eventId())) {
                out.add(told + ", did not reach the webhook");
            }
        }
        return out;
    }

    /** Accepted or not, nobody knows: what nobody was told of, PACE has not settled yet. */
    private boolean mayBe(StoredEvent event) {
        ClientEntry entry = byRecipient.get(event.recipient());
        return event.type().equals(QUEUED) && entry != null && entry.fate() == Fate.UNKNOWN;
    }

    private List<String> unlike() {
        return stored.stream()
                .filter(event -> !event.messageClass().equals(classOf(event.recipient())))
                .map(event -> event.eventId() + ", " + event.name() + ", is " + event.messageClass())
                .toList();
    }

    private List<String> counts() {
        Map<String, Integer> here = figures();
        Map<String, Integer> there = new TreeMap<>();
        due.values().forEach(event -> there.merge(event.type() + ' ' + classOf(event.recipient()), 1, Integer::sum));
        stored.stream()
                .filter(event -> !due.containsKey(event.name()) && mayBe(event))
                .forEach(event -> there.merge(QUEUED + ' ' + event.messageClass(), 1, Integer::sum));
        Set<String> all = new TreeSet<>(here.keySet());
        all.addAll(there.keySet());
        return all.stream()
                .filter(kind -> !here.getOrDefault(kind, 0).equals(there.getOrDefault(kind, 0)))
                .map(kind -> "%s: %d in the event store, %d by the journals"
                        .formatted(kind, here.getOrDefault(kind, 0), there.getOrDefault(kind, 0)))
                .toList();
    }

    /** How many events of each type and class the store has. */
    public Map<String, Integer> figures() {
        Map<String, Integer> out = new TreeMap<>();
        stored.forEach(event -> out.merge(event.type() + ' ' + event.messageClass(), 1, Integer::sum));
        return out;
    }

    private String classOf(String recipient) {
        ClientEntry entry = byRecipient.get(recipient);
        return entry == null ? "of nobody" : journals.classes().apply(entry.id());
    }

    private Set<String> deliveredTo() {
        return stored.stream()
                .filter(event -> event.type().equals(DELIVERED))
                .map(StoredEvent::recipient)
                .collect(Collectors.toSet());
    }
}
