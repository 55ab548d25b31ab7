package io.migomail.faults.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Judges a run. Every verdict counts messages and names some; see {@link #verdicts} for what each one means. Immutable.
 */
public final class Checker {
    private final Evidence evidence;
    private final Map<String, ClientEntry> sent = new HashMap<>();
    private final Map<String, List<Arrival>> kept = new HashMap<>();
    private final Set<String> refusedForGood = new HashSet<>();

    /** Over evidence that is complete: the bound for outcomes has passed. */
    public Checker(Evidence evidence) {
        this.evidence = evidence;
        evidence.sent().forEach(entry -> sent.put(entry.id(), entry));
        for (Arrival arrival : evidence.arrivals()) {
            if (arrival.kept()) {
                kept.computeIfAbsent(arrival.id(), id -> new ArrayList<>()).add(arrival);
            }
            if (arrival.refused()) {
                refusedForGood.add(arrival.id());
            }
        }
    }

    /**
     * In this order: LOST, accepted, not arrived and no final failure told; PHANTOM, arrived after a definite reject;
     * WRONG, arrived with another body, for another recipient, from an address that is not ours, or never sent; STUCK,
     * accepted and without a final outcome; DUPLICATES, arrivals beyond the first of a message, of at most as many as were
     * kept and unknown to the journal when PACE began anew; REPEATED, those of them whose outcome was in the journal by
     * then, one by one; UNDUE, ended as a failure
     * that no MX gave cause for; STORY, final events other than exactly one and the same in API, event store and webhook,
     * or not what the MX saw; OUTCOME, ended otherwise than it had to.
     */
    public List<Verdict> verdicts() {
        return List.of(
                Verdict.none("LOST", ofAccepted(this::lost)),
                Verdict.none("PHANTOM", ofSent(this::phantom)),
                Verdict.none("WRONG", wrong()),
                Verdict.none("STUCK", ofAccepted(this::stuck)),
                Verdict.of("DUPLICATES", duplicates(), unlogged() + evidence.allowed()),
                Verdict.of("REPEATED", repeatedThoughLogged(), evidence.allowed()),
                Verdict.none("UNDUE", ofAccepted(this::undue)),
                Verdict.none("STORY", ofAccepted(this::misTold)),
                Verdict.none("OUTCOME", ofSent(this::otherwise)));
    }

    /** Transactions that were kept and of whose outcome PACE's next life found nothing in its journal. */
    public long unlogged() {
        return kept.values().stream()
                .flatMap(List::stream)
                .filter(evidence.log()::unknownToNextLife)
                .count();
    }

    /** Transactions that were open at the MX when a fault struck, and kept. */
    public long open() {
        return kept.values().stream()
                .flatMap(List::stream)
                .filter(arrival -> evidence.strikes().stream().anyMatch(s -> s.hit(arrival)))
                .count();
    }

    /** How long before a fault the earliest answer to a mail was given that came again; 0 = none was answered before. */
    public long earliestRepeated() {
        return kept.values().stream()
                .filter(arrivals -> arrivals.size() > 1)
                .mapToLong(arrivals -> before(arrivals.get(0)))
                .max()
                .orElse(0);
    }

    private List<String> repeatedThoughLogged() {
        List<String> out = new ArrayList<>();
        kept.forEach((id, arrivals) -> {
            for (int i = 1; i < arrivals.size(); i++) {
                if (!evidence.log().unknownToNextLife(arrivals.get(i - 1))) {
                    out.add(id + age(arrivals.get(i - 1)));
                }
            }
        });
        return out;
    }

    private String age(Arrival first) {
        long before = before(first);
        return before == 0
                ? " not answered before a fault"
                : " answered " + before / 1_000_000 + " ms before the fault";
    }

    /** From its answer to the next fault, nanoseconds; 0 where it was open then or no fault came. */
    private long before(Arrival arrival) {
        return evidence.strikes().stream()
                .filter(strike -> strike.after(arrival))
                .mapToLong(strike -> strike.from() - arrival.ended())
                .min()
                .orElse(0);
    }

    private @Nullable String lost(ClientEntry entry) {
        Story story = evidence.stories().get(entry.id());
        boolean failed = story != null && story.failed();
        return failed || kept.containsKey(entry.id())
                ? null
                : "accepted, never arrived, status " + (story == null ? "unknown" : story.status());
    }

    private @Nullable String phantom(ClientEntry entry) {
        return entry.fate() == Fate.REJECTED && kept.containsKey(entry.id())
                ? "refused with " + entry.code() + ", arrived"
                : null;
    }

    private @Nullable String stuck(ClientEntry entry) {
        Story story = evidence.stories().get(entry.id());
        return story == null || !story.ended() ? "status " + (story == null ? "unknown" : story.status()) : null;
    }

    private @Nullable String undue(ClientEntry entry) {
        Story story = evidence.stories().get(entry.id());
        boolean due = refusedForGood.contains(entry.id()) || evidence.due().containsKey(entry.id());
        return story != null && story.failed() && !due ? story.status() + " though no MX refused it for good" : null;
    }

    private @Nullable String misTold(ClientEntry entry) {
        Story story = evidence.stories().get(entry.id());
        if (story == null || !story.ended()) {
            return null; // counted as STUCK
        }
        if (story.stored().size() != 1 || !story.stored().equals(story.hooked())) {
            return "event store " + story.stored() + ", webhook " + story.hooked();
        }
        if (!story.stored().get(0).status().equals(story.status())) {
            return "API " + story.status() + ", event " + story.stored().get(0).type();
        }
        return story.failed() && kept.containsKey(entry.id()) ? story.status() + ", but it arrived" : null;
    }

    private @Nullable String otherwise(ClientEntry entry) {
        String due = evidence.due().get(entry.id());
        Story story = evidence.stories().get(entry.id());
        String found = story == null ? entry.fate().toString() : story.status();
        return due == null || due.isEmpty() || due.equals(found) ? null : "ended as " + found + ", not " + due;
    }

    private List<String> wrong() {
        List<String> out = new ArrayList<>();
        for (Arrival arrival : evidence.arrivals()) {
            String complaint = arrival.kept() ? wrong(arrival) : null;
            if (complaint != null) {
                out.add(arrival.id() + " " + complaint);
            }
        }
        return out;
    }

    private @Nullable String wrong(Arrival arrival) {
        ClientEntry entry = sent.get(arrival.id());
        if (entry == null) {
            return "was never sent";
        }
        if (!entry.recipient().equals(arrival.recipient())) {
            return "came to " + arrival.recipient();
        }
        if (!entry.hash().isEmpty() && !entry.hash().equals(arrival.hash())) {
            return "has another body";
        }
        return evidence.sources().contains(arrival.source()) ? null : "came from " + arrival.source();
    }

    /** Arrivals beyond the first of a message. */
    public List<String> duplicates() {
        List<String> out = new ArrayList<>();
        kept.forEach((id, arrivals) -> {
            for (int i = 1; i < arrivals.size(); i++) {
                out.add(id + " again," + age(arrivals.get(i - 1)));
            }
        });
        return out;
    }

    private List<String> ofAccepted(Function<ClientEntry, @Nullable String> complaint) {
        return ofSent(entry -> entry.fate() == Fate.OK ? complaint.apply(entry) : null);
    }

    private List<String> ofSent(Function<ClientEntry, @Nullable String> complaint) {
        List<String> out = new ArrayList<>();
        for (ClientEntry entry : evidence.sent()) {
            String said = complaint.apply(entry);
            if (said != null) {
                out.add(entry.id() + " " + said);
            }
        }
        return out;
    }
}
