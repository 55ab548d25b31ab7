package io.migomail.ingress.manage;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.migomail.control.ControlPlane;
import io.migomail.control.EntityKind;
import io.migomail.control.WriteResult;
import io.migomail.core.record.Account;
import io.migomail.core.record.Change;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import io.migomail.ingress.rest.Call;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to the control plane as endpoints make them: each leaves an entry in the audit log of the account that the
 * entity belongs to, and what did not win becomes a problem. Thread-safe.
 */
final class Writes {
    private static final Logger LOG = LoggerFactory.getLogger(Writes.class);
    private final ControlPlane control;

    Writes(ControlPlane control) {
        this.control = control;
    }

    /** Writes an entity that must be new. */
    void create(Call call, Message entity) throws InterruptedException {
        require(control.put(entity, 0, change(call, account(call, entity))));
    }

    /** Writes over the version that held when the caller read it. */
    void update(Call call, Message entity, long version) throws InterruptedException {
        require(control.put(entity, version, change(call, account(call, entity))));
    }

    /** Deletes something of the caller's account as it is now; what is gone already is fine. */
    void delete(Call call, EntityKind kind, String id) throws InterruptedException {
        delete(call, kind, id, control.version(kind, id));
    }

    /** Deletes what the caller read at that version. */
    void delete(Call call, EntityKind kind, String id, long version) throws InterruptedException {
        require(control.delete(kind, id, version, change(call, call.caller().accountId())));
    }

    /**
     * After a create whose name must be unique: of two made at once, the log's order of both processes is the same, so
     * the one that the view does not show under the name takes itself back.
     */
    void claim(Call call, EntityKind kind, String id, @Nullable String holder) throws InterruptedException {
        claim(call, kind, id, holder, "name");
    }

    /** The same for a name that stands in another field. */
    void claim(Call call, EntityKind kind, String id, @Nullable String holder, String field)
            throws InterruptedException {
        if (!id.equals(holder)) {
            delete(call, kind, id);
            throw exists(field);
        }
    }

    /** What the audit log tells of this request. */
    static Change change(Call call, String account) {
        Change.Builder change = Change.newBuilder()
                .setAccountId(account)
                .setSource(call.origin().source())
                .setRequestId(call.origin().requestId())
                .setRequest(call.origin().request())
                .setSignature(call.signature());
        String actor = call.caller().actorId();
        return (call.caller().role() == null ? change.setKeyId(actor) : change.setUserId(actor)).build();
    }

    private static String account(Call call, Message entity) {
        if (entity instanceof Account account) {
            return account.getId();
        }
        FieldDescriptor field = entity.getDescriptorForType().findFieldByName("account_id");
        return field == null ? call.caller().accountId() : (String) entity.getField(field);
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
