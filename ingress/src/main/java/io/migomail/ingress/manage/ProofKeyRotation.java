package io.migomail.ingress.manage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.control.ControlPlane;
import io.migomail.core.record.ProofKey;
import io.migomail.core.record.ProofKeyring;
import io.migomail.ingress.json.Fields;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.proof.ProofKeys;
import io.migomail.ingress.rest.Call;
import io.migomail.ingress.rest.Reply;

/** The operator's wish that proofs are signed with another key from now on. Thread-safe. */
public final class ProofKeyRotation {
    private final ControlPlane control;
    private final ProofKeys keys;
    private final Writes writes;

    public ProofKeyRotation(ControlPlane control, ProofKeys keys) {
        this.control = control;
        this.keys = keys;
        this.writes = new Writes(control);
    }

    /** Makes a key that signs from now on; what was signed with those before goes on to verify. */
    public Reply rotate(Call call) throws InterruptedException {
        Authority.requireOperator(control.view(), call);
        Authority.requireFull(call);
        if (call.hasBody()) {
            Fields.of(call.json()).done();
        }
        long version = keys.version();
        ProofKeyring next = keys.with(keys.held(), call.now());
        writes.update(call, next, version);
        ProofKey key = next.getKeys(next.getKeysCount() - 1);
        ObjectNode out = Json.object();
        out.put("kid", key.getId());
        Json.instant(out, "created_at", key.getCreatedAt());
        out.put("published", next.getKeysCount());
        return Reply.created(out);
    }
}
