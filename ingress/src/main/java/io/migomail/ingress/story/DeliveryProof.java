package io.migomail.ingress.story;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import io.migomail.core.OutcomeKind;
import io.migomail.core.record.DkimSignature;
import io.migomail.core.record.Instants;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.MessageHead;
import io.migomail.core.record.SentMail;
import io.migomail.core.record.SmtpResult;
import io.migomail.ingress.json.Json;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a proof states of one delivery (docs/proof.md): of one recipient, so that it can be shown without telling of others.
 * Fields that say nothing are null, never left out. Stateless.
 */
public final class DeliveryProof {
    private DeliveryProof() {}

    /**
     * The claims about a delivery of which there is an event.
     *
     * @param issuer who states it
     * @param now when, milliseconds
     */
    public static ObjectNode claims(KnownDelivery delivery, String issuer, long now) {
        MessageHead head = delivery.events().get(0).getHead();
        DeliveryStory story = delivery.story();
        ObjectNode out = Json.object();
        out.put("iss", issuer);
        out.put("iat", now / 1000);
        out.put("message_id", head.getMessageId());
        out.put("account", head.getAccountId());
        out.put("application", head.getApplicationId());
        out.put("environment", head.getEnvironment());
        out.put("sender", head.getFrom());
        out.put("recipient", delivery.recipient());
        state(out, delivery, story);
        out.set("message", message(story.sent()));
        instants(out, head, story.instants());
        ArrayNode attempts = out.putArray("attempts");
        story.ends().forEach(event -> attempts.add(attempt(event)));
        out.putArray("late_bounces").addAll(story.lateBounces());
        return out;
    }

    private static void state(ObjectNode out, KnownDelivery delivery, DeliveryStory story) {
        MailEvent deciding = story.deciding();
        out.put("state", story.state());
        out.put("settled", delivery.settled());
        Json.instant(out, "state_at", deciding == null ? 0 : deciding.getAt());
        out.put("code", deciding == null ? null : DeliveryStory.orNull(deciding.getCode()));
    }

    private static void instants(ObjectNode out, MessageHead head, Instants at) {
        Json.instant(out, "received_at", head.getReceivedAt());
        Json.instant(out, "scheduled_at", head.getScheduledAt());
        Json.instant(out, "queued_at", at.getQueuedAt());
        Json.instant(out, "rendered_at", at.getRenderedAt());
        Json.instant(out, "dispatched_at", at.getDispatchedAt());
        Json.instant(out, "accepted_at", at.getAcceptedAt());
    }

    private static @Nullable ObjectNode message(@Nullable MailEvent event) {
        if (event == null) {
            return null;
        }
        SentMail sent = event.getSent();
        ObjectNode out = Json.object();
        out.put("sha256", hex(sent.getDigest()));
        out.put("size", event.getSize());
        List<DkimSignature> signatures = sent.getSignaturesList();
        // The same in all of them: they sign one body in one canonical form.
        out.put(
                "body_sha256",
                signatures.isEmpty() ? null : hex(signatures.get(0).getBodyHash()));
        ArrayNode dkim = out.putArray("dkim_signatures");
        signatures.forEach(each -> dkim.addObject()
                .put("d", each.getDomain())
                .put("s", each.getSelector())
                .put("a", each.getAlgorithm())
                .put("bh", base64(each.getBodyHash()))
                .put("b", base64(each.getSignature())));
        return out;
    }

    private static ObjectNode attempt(MailEvent event) {
        SmtpResult smtp = event.getSmtp();
        ObjectNode out = Json.object();
        out.put("attempt", event.getAttempt());
        out.put("outcome", event.getType());
        Json.instant(out, "dispatched_at", event.getInstants().getDispatchedAt());
        Json.instant(out, "at", event.getAt());
        out.put("egress_ip", DeliveryStory.orNull(smtp.getEgressIp()));
        out.put("mx", DeliveryStory.orNull(smtp.getMx()));
        out.put("mx_ip", DeliveryStory.orNull(smtp.getMxIp()));
        out.put("tls", DeliveryStory.orNull(smtp.getTlsVersion()));
        out.put("tls_cipher", DeliveryStory.orNull(smtp.getTlsCipher()));
        out.put("tls_certificate_sha256", hex(smtp.getTlsCertificate()));
        out.put("message_sha256", hex(event.getSent().getDigest()));
        out.put("stage", DeliveryStory.orNull(smtp.getStage()));
        out.put("smtp_code", smtp.getCode() == 0 ? null : smtp.getCode());
        out.put("enhanced_code", DeliveryStory.orNull(smtp.getEnhanced()));
        out.put("response", DeliveryStory.orNull(smtp.getResponse()));
        out.put("code", DeliveryStory.orNull(event.getCode()));
        out.put("uncertain", event.getCode().equals(OutcomeKind.UNCERTAIN));
        return out;
    }

    private static @Nullable String hex(ByteString octets) {
        return octets.isEmpty() ? null : HexFormat.of().formatHex(octets.toByteArray());
    }

    private static String base64(ByteString octets) {
        return Base64.getEncoder().encodeToString(octets.toByteArray());
    }
}
