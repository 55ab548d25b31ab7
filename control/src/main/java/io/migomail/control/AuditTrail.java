package io.migomail.control;

import io.migomail.core.Ids;
import io.migomail.core.Limits;
import io.migomail.core.record.ControlRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Predicate;

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

    private final Map<String, ConcurrentSkipListSet<AuditEntry>> accounts = new ConcurrentHashMap<>();
    /** By entity and version, for what came second with one version never held. Reader's thread only. */
    private final Map<String, AuditEntry> byVersion = new HashMap<>();

    /** Newest first. */
    List<AuditEntry> of(String accountId) {
        ConcurrentSkipListSet<AuditEntry> entries = accounts.get(accountId);
        return entries == null ? List.of() : new ArrayList<>(entries);
    }

    /** Whether a request with that signature made a change since then. */
    boolean hasSignature(String accountId, String signature, long since) {
        ConcurrentSkipListSet<AuditEntry> entries = accounts.get(accountId);
        if (entries != null) {
            for (AuditEntry entry : entries) {
                if (entry.at() < since) {
                    return false;
                }
                if (entry.change().getSignature().equals(signature)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Notes the change of a record that held, or of one that tells what held before. */
    void note(String logKey, ControlRecord record) {
        AuditEntry entry = new AuditEntry(
                Ids.audit(logKey), logKey, record.toBuilder().clearEntity().build());
        AuditEntry before = byVersion.put(record.getId() + "@" + record.getVersion(), entry);
        if (before != null) {
            drop(before);
        }
        accounts.computeIfAbsent(entry.change().getAccountId(), id -> new ConcurrentSkipListSet<>(NEWEST_FIRST))
                .add(entry);
    }

    /** The record of this key is gone. */
    void forget(String logKey) {
        String version = logKey.substring(0, Math.max(0, logKey.lastIndexOf('/')));
        AuditEntry entry = byVersion.get(version);
        if (entry != null && entry.logKey().equals(logKey)) {
            byVersion.remove(version);
            drop(entry);
        }
    }

    private void drop(AuditEntry entry) {
        ConcurrentSkipListSet<AuditEntry> entries = accounts.get(entry.change().getAccountId());
        if (entries != null) {
            entries.remove(entry);
        }
    }

    /**
     * The oldest entries that are too many or too old, some at a time.
     *
     * @param isPresent whether the record of an entry still holds, and has to stay
     */
    List<AuditEntry> surplus(String accountId, long now, Predicate<AuditEntry> isPresent) {
        ConcurrentSkipListSet<AuditEntry> entries = accounts.get(accountId);
        List<AuditEntry> out = new ArrayList<>();
        if (entries == null) {
            return out;
        }
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
