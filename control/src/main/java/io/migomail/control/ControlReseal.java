package io.migomail.control;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import io.migomail.core.MasterKeyLimits;
import io.migomail.core.record.ControlRecord;
import io.migomail.core.record.DkimSelector;
import io.migomail.core.record.Domain;
import io.migomail.core.record.Erasure;
import io.migomail.core.record.ProofKey;
import io.migomail.core.record.ProofKeyring;
import io.migomail.core.record.Webhook;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Seals every secret of the control plane that another master key sealed under the first one, so that the others may be taken
 * away (docs/adr/0056). What has changed meanwhile is taken up again; the same may run again at any time, beside everything
 * else, and does nothing where there is nothing to do. Of it the audit log tells nothing, for nothing that an account has
 * becomes another. One thread.
 */
public final class ControlReseal {
    private final ControlPlane control;
    private final SecretBox box;

    /**
     * What a run came to, in entities.
     *
     * @param resealed those of which something was sealed anew
     * @param kept those that the first key had sealed already
     * @param unreadable full ids of those of which no master key opens something; they stay as they are
     */
    public record Result(int resealed, int kept, List<String> unreadable) {}

    public ControlReseal(ControlPlane control, SecretBox box) {
        this.control = control;
        this.box = box;
    }

    /**
     * Goes through all that holds now.
     *
     * @throws IOException where a write could not be made sure, or an entity changed again and again; what was done stays done
     */
    public Result run() throws IOException, InterruptedException {
        int resealed = 0;
        int kept = 0;
        List<String> unreadable = new ArrayList<>();
        for (String fullId : control.view().fullIds()) {
            switch (reseal(fullId)) {
                case RESEALED -> resealed++;
                case KEPT -> kept++;
                case UNREADABLE -> unreadable.add(fullId);
                case NONE -> {}
            }
        }
        return new Result(resealed, kept, unreadable);
    }

    /** What became of one entity; NONE = there is nothing sealed in it. */
    private enum Done {
        RESEALED,
        KEPT,
        UNREADABLE,
        NONE
    }

    private Done reseal(String fullId) throws IOException, InterruptedException {
        for (int attempt = 0; attempt < MasterKeyLimits.RESEAL_ATTEMPTS; attempt++) {
            ControlView.Present present = control.view().present(fullId);
            if (present == null || present.record().getDeleted()) {
                return Done.NONE;
            }
            Secrets secrets = new Secrets();
            MessageLite anew = secrets.anew(present.record());
            if (secrets.unreadable) {
                return Done.UNREADABLE;
            }
            if (anew == null || !secrets.changed) {
                return secrets.found ? Done.KEPT : Done.NONE;
            }
            WriteResult written = control.put(anew, present.version());
            switch (written.status()) {
                case WON -> {
                    return Done.RESEALED;
                }
                case UNAVAILABLE -> throw new IOException(fullId + " could not be written: " + written.detail());
                case CONFLICT -> {}
            }
        }
        throw new IOException(
                fullId + " was changed by others " + MasterKeyLimits.RESEAL_ATTEMPTS + " times meanwhile");
    }

    /** The secrets of one entity, each with the id that is authenticated with it. */
    private final class Secrets {
        private boolean found;
        private boolean changed;
        private boolean unreadable;

        /** The entity with all of them under the first key; null = it is of a kind that has none. */
        @Nullable
        MessageLite anew(ControlRecord record) {
            return switch (record.getEntityCase()) {
                case API_KEY ->
                    record.getApiKey().toBuilder()
                            .setSigningSecret(anew(
                                    record.getApiKey().getSigningSecret(),
                                    record.getApiKey().getId()))
                            .build();
                case DOMAIN -> domain(record.getDomain());
                case WEBHOOK -> webhook(record.getWebhook());
                case ERASURE -> erasure(record.getErasure());
                case PROOF_KEYRING -> keyring(record.getProofKeyring());
                case ACCOUNT,
                        APPLICATION,
                        TEMPLATE,
                        TEMPLATE_VERSION,
                        IP_POOL,
                        API_KEY_USE,
                        USER,
                        SESSION,
                        ALERT,
                        ENTITY_NOT_SET -> null;
            };
        }

        private Domain domain(Domain domain) {
            Domain.Builder out = domain.toBuilder();
            for (DkimSelector.Builder selector : out.getSelectorsBuilderList()) {
                selector.setPrivateKey(anew(selector.getPrivateKey(), domain.getId()));
            }
            return out.build();
        }

        private Webhook webhook(Webhook webhook) {
            return webhook.toBuilder()
                    .setSecret(anew(webhook.getSecret(), webhook.getId()))
                    .setOldSecret(anew(webhook.getOldSecret(), webhook.getId()))
                    .build();
        }

        private Erasure erasure(Erasure erasure) {
            return erasure.toBuilder()
                    .setAddress(anew(erasure.getAddress(), erasure.getId()))
                    .build();
        }

        private ProofKeyring keyring(ProofKeyring ring) {
            ProofKeyring.Builder out = ring.toBuilder();
            for (ProofKey.Builder key : out.getKeysBuilderList()) {
                key.setPrivateKey(anew(key.getPrivateKey(), key.getId()));
            }
            return out.build();
        }

        private ByteString anew(ByteString sealed, String id) {
            if (sealed.isEmpty()) {
                return sealed;
            }
            found = true;
            try {
                if (box.isOfFirstKey(sealed.toByteArray(), id)) {
                    return sealed;
                }
                byte[] secret = box.open(sealed.toByteArray(), id);
                changed = true;
                return ByteString.copyFrom(box.seal(secret, id));
            } catch (IllegalArgumentException e) {
                unreadable = true; // its entity is named, and left as it is
                return sealed;
            }
        }
    }
}
