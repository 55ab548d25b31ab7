package io.migomail.ingress.manage;

import com.google.protobuf.MessageLite;
import io.migomail.control.ControlPlane;
import io.migomail.control.EntityKind;
import io.migomail.control.WriteResult;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes to the control plane as endpoints make them: what did not win becomes a problem. Thread-safe. */
final class Writes {
    private static final Logger LOG = LoggerFactory.getLogger(Writes.class);
    private final ControlPlane control;

    Writes(ControlPlane control) {
        this.control = control;
    }

    /** Writes an entity that must be new. */
    void create(MessageLite entity) throws InterruptedException {
        require(control.put(entity, 0));
    }

    /** Writes over the version that held when the caller read it. */
    void update(MessageLite entity, long version) throws InterruptedException {
        require(control.put(entity, version));
    }

    /** Deletes; something that is gone already is fine. */
    void delete(EntityKind kind, String id) throws InterruptedException {
        require(control.delete(kind, id, control.version(kind, id)));
    }

    /** Deletes what the caller read at that version. */
    void delete(EntityKind kind, String id, long version) throws InterruptedException {
        require(control.delete(kind, id, version));
    }

    /**
     * After a create whose name must be unique: of two made at once, the log's order of both processes is the same, so
     * the one that the view does not show under the name takes itself back.
     */
    void claim(EntityKind kind, String id, @Nullable String holder) throws InterruptedException {
        claim(kind, id, holder, "name");
    }

    /** The same for a name that stands in another field. */
    void claim(EntityKind kind, String id, @Nullable String holder, String field) throws InterruptedException {
        if (!id.equals(holder)) {
            delete(kind, id);
            throw exists(field);
        }
    }

    static Problem exists(String field) {
        return Problem.at("/" + field, ErrorCode.ALREADY_EXISTS, "There is one of this " + field + " already.");
    }

    static Problem missing(String what) {
        return Problem.of(ErrorCode.NOT_FOUND, "There is no such " + what + ".");
    }

    /** @throws Problem where the write did not win */
    static void require(WriteResult result) {
        switch (result.status()) {
            case WON -> {}
            case CONFLICT -> throw Problem.of(ErrorCode.CONFLICT, "Another change came first; read it and try again.");
            case UNAVAILABLE -> {
                LOG.warn("control plane write failed: {}", result.detail());
                throw Problem.of(ErrorCode.STORE_UNAVAILABLE, "The change could not be made durable now; try again.");
            }
        }
    }
}
