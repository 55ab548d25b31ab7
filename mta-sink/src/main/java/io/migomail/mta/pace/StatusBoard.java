package io.migomail.mta.pace;

import io.migomail.core.PaceKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The keys of one task in which something waits or flies, by pool, and those whose published state is no longer true.
 * Costs one or two look-ups on the heap for a delivery that goes at once. One thread.
 */
final class StatusBoard {
    /** Keys that are published at one turn; others have theirs at the next. */
    static final int BATCH = 500;

    private final Map<String, Map<String, Load>> busy = new HashMap<>();
    private final Backlog backlog = new Backlog();
    private final Load load = new Load();
    private final Set<String> published = new HashSet<>();
    private final Set<String> changed = new LinkedHashSet<>();

    /** Something happened to this queue, or it was found. */
    void note(PaceKey key, Pace pace) {
        String word = key.word();
        pace.tell(load);
        boolean waits = load.waits();
        if (load.any()) {
            backlog.move(known(key.poolId(), word), load);
        } else {
            leave(key.poolId(), word);
        }
        if (waits || published.contains(word)) {
            changed.add(word);
        }
    }

    /** A queue was opened that had something before: what was published of it then may still stand. */
    void found(PaceKey key, Pace pace) {
        if (!pace.nothingWaits()) {
            published.add(key.word());
        }
    }

    private Load known(String pool, String word) {
        return busy.computeIfAbsent(pool, id -> new HashMap<>()).computeIfAbsent(word, fresh -> {
            backlog.queues(1);
            return new Load();
        });
    }

    /** An empty queue is in no figure, though its destination may still rest. */
    private void leave(String pool, String word) {
        Map<String, Load> keys = busy.get(pool);
        Load left = keys == null ? null : keys.remove(word);
        if (keys == null || left == null) {
            return;
        }
        load.clear();
        backlog.move(left, load);
        backlog.queues(-1);
        if (keys.isEmpty()) {
            busy.remove(pool);
        }
    }

    /** How much there is in all of them; for any thread. */
    Backlog backlog() {
        return backlog;
    }

    /** The keys of these pools that have something. */
    List<String> busy(Predicate<String> pools) {
        List<String> out = new ArrayList<>();
        busy.forEach((pool, keys) -> {
            if (pools.test(pool)) {
                out.addAll(keys.keySet());
            }
        });
        return out;
    }

    /** Keys whose state is to be published now, those that changed first before others. */
    List<String> take() {
        List<String> out = new ArrayList<>();
        for (Iterator<String> i = changed.iterator(); i.hasNext() && out.size() < BATCH; i.remove()) {
            out.add(i.next());
        }
        return out;
    }

    /** Whether the state of this key is worth publishing: something waits, or it was said that something does. */
    boolean publishes(String word, boolean waits) {
        if (waits) {
            published.add(word);
            return true;
        }
        return published.remove(word);
    }
}
