package io.migomail.control;

import com.google.protobuf.MessageLite;
import io.migomail.core.record.Account;
import io.migomail.core.record.Alert;
import io.migomail.core.record.ApiKey;
import io.migomail.core.record.ApiKeyUse;
import io.migomail.core.record.Application;
import io.migomail.core.record.ControlRecord;
import io.migomail.core.record.Domain;
import io.migomail.core.record.Erasure;
import io.migomail.core.record.IpPool;
import io.migomail.core.record.ProofKeyring;
import io.migomail.core.record.Session;
import io.migomail.core.record.Template;
import io.migomail.core.record.TemplateVersion;
import io.migomail.core.record.User;
import io.migomail.core.record.Webhook;
import java.util.Locale;

/** The kinds of entities of the control plane: how each is named in keys and sits in a {@link ControlRecord}. */
public enum EntityKind {
    ACCOUNT,
    APPLICATION,
    API_KEY,
    DOMAIN,
    TEMPLATE,
    TEMPLATE_VERSION,
    WEBHOOK,
    IP_POOL,
    API_KEY_USE,
    USER,
    ERASURE,
    PROOF_KEYRING,
    SESSION,
    ALERT;

    /** The word used in record keys. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The full id of an entity of this kind, as in {@code ControlRecord.id}. */
    public String fullId(String id) {
        return word() + "/" + id;
    }

    /** The id of a template version, which has no field for it. */
    public static String versionId(String templateId, int number) {
        return templateId + ":" + number;
    }

    /** The full id of this entity. */
    static String fullIdOf(MessageLite entity) {
        if (entity instanceof Account e) {
            return ACCOUNT.fullId(e.getId());
        } else if (entity instanceof Application e) {
            return APPLICATION.fullId(e.getId());
        } else if (entity instanceof ApiKey e) {
            return API_KEY.fullId(e.getId());
        } else if (entity instanceof Domain e) {
            return DOMAIN.fullId(e.getId());
        } else if (entity instanceof Template e) {
            return TEMPLATE.fullId(e.getId());
        } else if (entity instanceof TemplateVersion e) {
            return TEMPLATE_VERSION.fullId(versionId(e.getTemplateId(), e.getNumber()));
        } else if (entity instanceof Webhook e) {
            return WEBHOOK.fullId(e.getId());
        } else if (entity instanceof IpPool e) {
            return IP_POOL.fullId(e.getId());
        } else if (entity instanceof ApiKeyUse e) {
            return API_KEY_USE.fullId(e.getId());
        } else if (entity instanceof User e) {
            return USER.fullId(e.getId());
        } else if (entity instanceof Erasure e) {
            return ERASURE.fullId(e.getId());
        } else if (entity instanceof ProofKeyring e) {
            return PROOF_KEYRING.fullId(e.getId());
        } else if (entity instanceof Session e) {
            return SESSION.fullId(e.getId());
        } else if (entity instanceof Alert e) {
            return ALERT.fullId(e.getId());
        }
        throw new IllegalArgumentException("not an entity: " + entity.getClass().getName());
    }

    /** Puts the entity into its field of the record. */
    static void set(ControlRecord.Builder record, MessageLite entity) {
        if (entity instanceof Account e) {
            record.setAccount(e);
        } else if (entity instanceof Application e) {
            record.setApplication(e);
        } else if (entity instanceof ApiKey e) {
            record.setApiKey(e);
        } else if (entity instanceof Domain e) {
            record.setDomain(e);
        } else if (entity instanceof Template e) {
            record.setTemplate(e);
        } else if (entity instanceof TemplateVersion e) {
            record.setTemplateVersion(e);
        } else if (entity instanceof Webhook e) {
            record.setWebhook(e);
        } else if (entity instanceof IpPool e) {
            record.setIpPool(e);
        } else if (entity instanceof ApiKeyUse e) {
            record.setApiKeyUse(e);
        } else if (entity instanceof User e) {
            record.setUser(e);
        } else if (entity instanceof Erasure e) {
            record.setErasure(e);
        } else if (entity instanceof ProofKeyring e) {
            record.setProofKeyring(e);
        } else if (entity instanceof Session e) {
            record.setSession(e);
        } else if (entity instanceof Alert e) {
            record.setAlert(e);
        }
    }
}
