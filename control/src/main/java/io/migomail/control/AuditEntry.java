package io.migomail.control;

import io.migomail.core.record.Change;
import io.migomail.core.record.ControlRecord;

/**
 * One entry of an account's audit log: a change that held.
 *
 * @param logKey of the record in the control log that tells it
 * @param record without its entity
 */
public record AuditEntry(String id, String logKey, ControlRecord record) {
    /** Milliseconds, by the clock of the node that took the change. */
    public long at() {
        return record.getAt();
    }

    /** Of the resource, as this change made it; 0 where the control log does not hold it. */
    public long version() {
        return record.getVersion();
    }

    /** {@code <kind>/<id>}. */
    public String resource() {
        return record.getId();
    }

    /** created, updated or deleted. */
    public String action() {
        if (record.getDeleted()) {
            return "deleted";
        }
        if (record.getVersion() == 0) {
            return change().getAction();
        }
        return record.getVersion() == 1 ? "created" : "updated";
    }

    /** Who, from where, and which fields. */
    public Change change() {
        return record.getChange();
    }
}
