package io.migomail.control;

import io.migomail.core.Ids;
import io.migomail.core.Limits;
import io.migomail.core.record.ControlRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The audit log as the control log holds it (docs/adr/0029): of each change one entry. One thread, the replica's reader,
 * notes and forgets; any number read without locks.
 */
final class AuditTrail {
    private static final Comparator<AuditEntry> NEWEST_FIRST = Comparator.comparingLong(AuditEntry::at)
            .thenComparingLong(AuditEntry::version)
            .reversed()
            .thenComparing(AuditEntry::id);
    /** So many are let go at once: a write does not pay for more than it adds by far. */
    private static final int SURPLUS = 16;

    /**
     * By account. What the control log does not hold itself stands apart: such changes may be many, and do not push out
     * those of keys and domains.
     */
    private final Map<String, ConcurrentSkipListSet<AuditEntry>> accounts = new ConcurrentHashMap<>();

    private final Map<String, ConcurrentSkipListSet<AuditEntry>> elsewhere = new ConcurrentHashMap<>();
    /** By entity and version, for what came second with one version never held. Reader's thread only. */
    private final Map<String, AuditEntry> byVersion = new HashMap<>();

    /** Newest first. */
    List<AuditEntry> of(String accountId) {
        List<AuditEntry> all = new ArrayList<>(entries(accounts, accountId));
        all.addAll(entries(elsewhere, accountId));
        all.sort(NEWEST_FIRST);
        return all;
    }

    private static NavigableSet<AuditEntry> entries(
            Map<String, ConcurrentSkipListSet<AuditEntry>> of, String accountId) {
        ConcurrentSkipListSet<AuditEntry> entries = of.get(accountId);
        return entries == null ? Collections.emptyNavigableSet() : entries;
    }

    /** Whether a request with that signature made a change since then. */
    boolean hasSignature(String accountId, String signature, long since) {
        return Stream.of(accounts, elsewhere)
                .flatMap(each -> entries(each, accountId).stream().takeWhile(entry -> entry.at() >= since))
                .anyMatch(entry -> entry.change().getSignature().equals(signature));
    }

    /** Notes the change of a record that held, or of one that tells what held before. */
    void note(String logKey, ControlRecord record) {
        AuditEntry entry = new AuditEntry(
                Ids.audit(logKey), logKey, record.toBuilder().clearEntity().build());
        AuditEntry before = byVersion.put(place(logKey, record), entry);
        // The same entry, told once more, is never away: a writer may be looking for what is to go.
        if (before != null && NEWEST_FIRST.compare(before, entry) != 0) {
            drop(before);
        }
        list(entry)
                .computeIfAbsent(entry.change().getAccountId(), id -> new ConcurrentSkipListSet<>(NEWEST_FIRST))
                .add(entry);
    }

    /** The record of this key is gone. */
    void forget(String logKey) {
        String version = logKey.substring(0, Math.max(0, logKey.lastIndexOf('/')));
        for (String place : List.of(version, logKey)) {
            AuditEntry entry = byVersion.get(place);
            if (entry != null && entry.logKey().equals(logKey)) {
                byVersion.remove(place);
                drop(entry);
            }
        }
    }

    /** Of what has no versions each change is one of its own. */
    private static String place(String logKey, ControlRecord record) {
        return record.getVersion() == 0 ? logKey : record.getId() + "@" + record.getVersion();
    }

    private Map<String, ConcurrentSkipListSet<AuditEntry>> list(AuditEntry entry) {
        return entry.version() == 0 ? elsewhere : accounts;
    }

    private void drop(AuditEntry entry) {
        entries(list(entry), entry.change().getAccountId()).remove(entry);
    }

    /**
     * The oldest entries that are too many or too old, of either list, some at a time.
     *
     * @param isPresent whether the record of an entry still holds, and has to stay
     */
    List<AuditEntry> surplus(String accountId, long now, Predicate<AuditEntry> isPresent) {
        List<AuditEntry> out = surplus(entries(accounts, accountId), now, isPresent);
        out.addAll(surplus(entries(elsewhere, accountId), now, isPresent));
        return out;
    }

    private static List<AuditEntry> surplus(
            NavigableSet<AuditEntry> entries, long now, Predicate<AuditEntry> isPresent) {
        List<AuditEntry> out = new ArrayList<>();
        long tooOld = now - Limits.AUDIT_RETENTION.toMillis();
        int tooMany = entries.size() - Limits.AUDIT_ENTRIES;
        for (AuditEntry entry : entries.descendingSet()) {
            if (out.size() == SURPLUS || entry.at() >= tooOld && out.size() >= tooMany) {
                break;
            }
            if (!isPresent.test(entry)) {
                out.add(entry);
            }
        }
        return out;
    }
}
