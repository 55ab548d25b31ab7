package io.migomail.ingress.domain;

import io.migomail.control.ControlPlane;
import io.migomail.control.EntityKind;
import io.migomail.control.WriteResult;
import io.migomail.core.record.Domain;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Changes of domains, which requests and every node's poller make: read, change, write, and again where another change
 * came first. Thread-safe.
 */
public final class DomainWrites {
    private static final int TRIES = 4;

    private final ControlPlane control;

    public DomainWrites(ControlPlane control) {
        this.control = control;
    }

    /**
     * What became of a change.
     *
     * @param before what it was applied to
     * @param after what holds now if the result is a win
     */
    public record Change(WriteResult result, Domain before, Domain after) {}

    /** What the audit log tells of a change; null = nothing. */
    @FunctionalInterface
    interface Entry {
        io.migomail.core.record.@Nullable Change of(Domain before, Domain after);
    }

    /**
     * Applies it to the domain as it is, again to what another writer has made of it; empty where there is none (any more).
     *
     * @param by who the audit log says it was
     */
    public Optional<Change> apply(String id, UnaryOperator<Domain> change, io.migomail.core.record.Change by)
            throws InterruptedException {
        return apply(id, change, (before, after) -> by);
    }

    /** The same, where not every change has an entry in the audit log. */
    Optional<Change> apply(String id, UnaryOperator<Domain> change, Entry entry) throws InterruptedException {
        for (int left = TRIES; ; left--) {
            long version = control.version(EntityKind.DOMAIN, id);
            Domain before = control.view().domain(id);
            if (before == null) {
                return Optional.empty();
            }
            Domain after = change.apply(before);
            WriteResult result = control.put(after, version, entry.of(before, after));
            if (result.status() != WriteResult.Status.CONFLICT || left == 1) {
                return Optional.of(new Change(result, before, after));
            }
        }
    }
}
