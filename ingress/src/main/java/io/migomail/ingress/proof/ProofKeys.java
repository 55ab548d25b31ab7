package io.migomail.ingress.proof;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import io.migomail.control.ControlPlane;
import io.migomail.control.EntityKind;
import io.migomail.control.SecretBox;
import io.migomail.control.WriteResult;
import io.migomail.core.record.ProofKey;
import io.migomail.core.record.ProofKeyring;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that sign proofs: one entity of the control plane, so that every node signs with the same. Its last key signs;
 * of those before it the public halves stay for ever (docs/adr/0041). Thread-safe.
 */
public final class ProofKeys {
    /** The id of that entity. */
    public static final String ID = "proofs";

    private static final Logger LOG = LoggerFactory.getLogger(ProofKeys.class);

    private final ControlPlane control;
    private final SecretBox box;
    private final SecureRandom random;
    private volatile @Nullable JwsSigner opened;

    public ProofKeys(ControlPlane control, SecretBox box, SecureRandom random) {
        this.control = control;
        this.box = box;
        this.random = random;
    }

    /**
     * What signs now; the first key is made by whoever first asks for it.
     *
     * @throws Problem {@code store_unavailable} where that could not be written
     */
    public JwsSigner signer(long now) throws InterruptedException {
        ProofKeyring ring = control.view().proofKeyring(ID);
        if (ring == null) {
            ring = first(now);
        }
        ProofKey key = ring.getKeys(ring.getKeysCount() - 1);
        JwsSigner held = opened;
        if (held == null || !held.keyId().equals(key.getId())) {
            held = new JwsSigner(key.getId(), box.open(key.getPrivateKey().toByteArray(), key.getId()));
            opened = held;
        }
        return held;
    }

    /** Of two nodes that make one at once the log takes one, and both sign with that. */
    private ProofKeyring first(long now) throws InterruptedException {
        WriteResult result = control.put(with(ProofKeyring.getDefaultInstance(), now), 0);
        ProofKeyring held = control.view().proofKeyring(ID);
        if (held == null) {
            LOG.warn("the first proof key could not be written: {}", result.detail());
            throw Problem.of(ErrorCode.STORE_UNAVAILABLE, "No key could be made durable now; try again.");
        }
        return held;
    }

    /** The keyring with a new key that signs in place of the last, whose private half is gone. */
    public ProofKeyring with(ProofKeyring before, long now) {
        KeyPair pair = EcKey.generate(random);
        ProofKey.Builder key = EcKey.published(pair);
        byte[] sealed = box.seal(pair.getPrivate().getEncoded(), key.getId());
        ProofKeyring.Builder out = before.toBuilder().setId(ID);
        int last = out.getKeysCount() - 1;
        if (last >= 0) {
            out.setKeys(last, out.getKeys(last).toBuilder().clearPrivateKey().setRetiredAt(now));
        }
        return out.addKeys(key.setPrivateKey(ByteString.copyFrom(sealed)).setCreatedAt(now))
                .build();
    }

    /** The keyring that holds; an empty one where no key was made yet. */
    public ProofKeyring held() {
        ProofKeyring ring = control.view().proofKeyring(ID);
        return ring == null ? ProofKeyring.getDefaultInstance() : ring;
    }

    /** The version of it that holds, for a write over it. */
    public long version() {
        return control.version(EntityKind.PROOF_KEYRING, ID);
    }

    /** All public keys as a JWK Set (RFC 7517 5), the one that signs first. */
    public ObjectNode published() {
        ObjectNode out = Json.object();
        ArrayNode keys = out.putArray("keys");
        List<ProofKey> all = held().getKeysList();
        for (int i = all.size() - 1; i >= 0; i--) {
            ProofKey key = all.get(i);
            keys.addObject()
                    .put("kty", "EC")
                    .put("crv", EcKey.CURVE)
                    .put("x", EcKey.base64url(key.getX()))
                    .put("y", EcKey.base64url(key.getY()))
                    .put("kid", key.getId())
                    .put("use", "sig")
                    .put("alg", "ES256");
        }
        return out;
    }
}
