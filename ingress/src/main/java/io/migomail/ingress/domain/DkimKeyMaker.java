package io.migomail.ingress.domain;

import com.google.protobuf.ByteString;
import io.migomail.control.SecretBox;
import io.migomail.core.record.DkimSelector;
import io.migomail.core.record.Domain;
import io.migomail.mail.dkim.DkimAlgorithm;
import io.migomail.mail.dkim.DkimKeys;

/** Makes the DKIM keys of domains, their private halves sealed. Thread-safe. */
public final class DkimKeyMaker {
    private final SecretBox box;

    /** @param box seals each private key with the id of its domain: whoever opens it must name the same */
    public DkimKeyMaker(SecretBox box) {
        this.box = box;
    }

    /** A new key for a domain, which has no selector yet. */
    public DkimSelector make(String domainId, DkimAlgorithm algorithm) {
        DkimKeys.GeneratedKey key = DkimKeys.generate(algorithm);
        return DkimSelector.newBuilder()
                .setAlgorithm(algorithm.word())
                .setPrivateKey(ByteString.copyFrom(box.seal(key.privateKey(), domainId)))
                .setPublicKey(key.publicKey())
                .build();
    }

    /** A domain without keys, with its first two; they wait for the DNS. */
    public Domain first(Domain bare, long now) {
        Domain domain = Rotation.with(bare, make(bare.getId(), DkimAlgorithm.RSA), now);
        return Rotation.with(domain, make(bare.getId(), DkimAlgorithm.ED25519), now);
    }
}
