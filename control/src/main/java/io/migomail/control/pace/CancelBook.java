package io.migomail.control.pace;

import io.migomail.core.CancelVerdict;
import io.migomail.core.Ids;
import io.migomail.core.Limits;
import io.migomail.core.record.CancelRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The messages that are to be canceled, and what PACE said of their deliveries, as {@code mail.cancels} tells in its
 * order. A request is remembered until no delivery of its message can wait and no replay can bring one back. Thread-safe;
 * a look-up costs nothing while nothing is to be canceled.
 */
public final class CancelBook {
    private static final long PURGE = 60_000;

    private record Entry(CancelRecord request, @Nullable CancelVerdict[] verdicts) {
        long until() {
            return request.getExpiresAt() + Limits.CANCEL_KEPT.toMillis();
        }

        boolean undone(long now) {
            boolean replayed = now - request.getAt() < Limits.CANCEL_KEPT.toMillis();
            return Arrays.stream(verdicts).anyMatch(v -> v == null || (v == CancelVerdict.CANCELED && replayed));
        }
    }

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final Set<String> untold = ConcurrentHashMap.newKeySet();
    private long purgeAt;

    /** The next record of the topic. One thread at a time. */
    public void apply(CancelRecord record, long now) {
        if (record.getVerdict().isEmpty()) {
            Entry asked = requested(record, entries.get(record.getMessageId()));
            if (asked.until() > now) {
                entries.put(record.getMessageId(), asked);
            }
        } else {
            note(record.getDeliveryId(), CancelVerdict.of(record.getVerdict()));
            untold.remove(record.getDeliveryId());
        }
        if (now >= purgeAt) {
            entries.values().removeIf(entry -> entry.until() <= now);
            untold.removeIf(id -> !entries.containsKey(Ids.messageOf(id)));
            purgeAt = now + PURGE;
        }
    }

    /** What was in flight may have come back: it is asked for anew. What is settled stays so. */
    private static Entry requested(CancelRecord request, @Nullable Entry before) {
        CancelVerdict[] verdicts = new CancelVerdict[Math.max(1, request.getRecipients())];
        for (int i = 0; before != null && i < Math.min(verdicts.length, before.verdicts.length); i++) {
            verdicts[i] = before.verdicts[i] == CancelVerdict.IN_FLIGHT ? null : before.verdicts[i];
        }
        return new Entry(request, verdicts);
    }

    /** Takes note of a verdict that the topic will tell; the first that settles a delivery holds. */
    public void decided(String deliveryId, CancelVerdict verdict) {
        untold.add(deliveryId);
        note(deliveryId, verdict);
    }

    /** Forgets the verdicts that the topic has not told: a life of PACE that ended may have taken them with it. */
    public void startOver() {
        untold.removeIf(deliveryId -> {
            entries.computeIfPresent(Ids.messageOf(deliveryId), (id, entry) -> with(entry, deliveryId, null));
            return true;
        });
    }

    private static Entry with(Entry entry, String deliveryId, @Nullable CancelVerdict verdict) {
        int place = Ids.recipientOf(deliveryId);
        if (place < 0 || place >= entry.verdicts.length) {
            return entry;
        }
        @Nullable CancelVerdict[] verdicts = entry.verdicts.clone();
        verdicts[place] = verdict;
        return new Entry(entry.request, verdicts);
    }

    private void note(String deliveryId, CancelVerdict verdict) {
        entries.computeIfPresent(Ids.messageOf(deliveryId), (id, entry) -> {
            int place = Ids.recipientOf(deliveryId);
            CancelVerdict before = place < 0 || place >= entry.verdicts.length ? null : entry.verdicts[place];
            boolean open = before == null || before == CancelVerdict.IN_FLIGHT;
            return open ? with(entry, deliveryId, verdict) : entry;
        });
    }

    /** The environment for which the delivery is to be canceled, or has been; null where it is to go its way. */
    public @Nullable String wanted(String deliveryId) {
        Entry entry = entry(deliveryId);
        if (entry == null) {
            return null;
        }
        CancelVerdict verdict = entry.verdicts[Ids.recipientOf(deliveryId)];
        return verdict == null || verdict == CancelVerdict.CANCELED ? entry.request.getEnvironment() : null;
    }

    /** Whether the delivery is to be canceled and PACE has said nothing yet. */
    public boolean undecided(String deliveryId) {
        Entry entry = entry(deliveryId);
        return entry != null && entry.verdicts[Ids.recipientOf(deliveryId)] == null;
    }

    private @Nullable Entry entry(String deliveryId) {
        Entry entry = entries.isEmpty() ? null : entries.get(Ids.messageOf(deliveryId));
        int place = entry == null ? -1 : Ids.recipientOf(deliveryId);
        return entry != null && place >= 0 && place < entry.verdicts.length ? entry : null;
    }

    /** What is known of the deliveries of a message, by their ids; nothing of those that are undecided. */
    public Map<String, CancelVerdict> verdicts(String messageId) {
        Map<String, CancelVerdict> out = new TreeMap<>();
        Entry entry = entries.get(messageId);
        for (int i = 0; entry != null && i < entry.verdicts.length; i++) {
            CancelVerdict verdict = entry.verdicts[i];
            if (verdict != null) {
                out.put(Ids.delivery(messageId, i), verdict);
            }
        }
        return out;
    }

    /** Requests that a PACE which starts looks into: undecided ones, and those whose outcome a crash may have taken. */
    public List<CancelRecord> undone(long now) {
        List<CancelRecord> out = new ArrayList<>();
        entries.values().stream()
                .filter(entry -> entry.undone(now))
                .map(Entry::request)
                .forEach(out::add);
        return out;
    }

    /** Messages remembered. */
    public int size() {
        return entries.size();
    }
}
