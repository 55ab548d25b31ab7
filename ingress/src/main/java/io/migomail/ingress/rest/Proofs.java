package io.migomail.ingress.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.core.Erased;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import io.migomail.ingress.proof.JwsSigner;
import io.migomail.ingress.proof.ProofKeys;
import io.migomail.ingress.story.DeliveryProof;
import io.migomail.ingress.story.KnownDelivery;
import io.migomail.ingress.story.KnownMessage;
import java.util.List;
import java.util.Map;

/**
 * {@code /v1/messages/{id}/proof}: signed statements about a message, one for each recipient, and the keys that they are
 * verified with (docs/adr/0041). Thread-safe.
 */
final class Proofs {
    static final String KEYS_PATH = "/.well-known/jwks.json";
    /** A verifier that meets a key it does not know asks again by itself. */
    private static final String CACHING = "public, max-age=300";

    private final MessageLookup lookup;
    private final ProofKeys keys;
    private final String issuer;

    /** @param issuer a URL without a slash at its end */
    Proofs(MessageLookup lookup, ProofKeys keys, String issuer) {
        this.lookup = lookup;
        this.keys = keys;
        this.issuer = issuer;
    }

    Reply get(Call call) throws InterruptedException {
        KnownMessage known = lookup.find(call, true);
        if (known.count() == 0) {
            lookup.notForgotten(call);
        }
        List<KnownDelivery> told =
                known.deliveries().stream().filter(d -> !d.events().isEmpty()).toList();
        List<KnownDelivery> kept =
                told.stream().filter(d -> !Erased.ADDRESS.equals(d.recipient())).toList();
        if (kept.isEmpty() && !told.isEmpty()) {
            throw Problem.of(ErrorCode.RECIPIENT_ERASED, "Nothing that a proof would state of the recipient is kept.");
        }
        ObjectNode out = Json.object();
        out.put("message_id", known.messageId());
        out.put("issuer", issuer);
        out.put("jwks_uri", issuer + KEYS_PATH);
        ArrayNode proofs = out.putArray("proofs");
        if (!kept.isEmpty()) {
            JwsSigner signer = keys.signer(call.now());
            kept.forEach(delivery -> proofs.add(proof(delivery, signer, call.now())));
        }
        return Reply.ok(out);
    }

    private ObjectNode proof(KnownDelivery delivery, JwsSigner signer, long now) {
        ObjectNode out = Json.object();
        out.put("recipient", delivery.recipient());
        out.put("state", delivery.state());
        out.put("settled", delivery.settled());
        out.put("jws", signer.sign(DeliveryProof.claims(delivery, issuer, now)));
        return out;
    }

    Reply keys(Call call) {
        return new Reply(200, keys.published(), Map.of("Cache-Control", CACHING));
    }
}
