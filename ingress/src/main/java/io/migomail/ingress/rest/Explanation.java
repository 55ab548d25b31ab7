package io.migomail.ingress.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.core.Limits;
import io.migomail.core.record.DeliveryPlace;
import io.migomail.core.record.PaceQuestion;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.pace.PaceLine;
import io.migomail.ingress.story.DeliveryPosition;
import io.migomail.ingress.story.KnownDelivery;
import io.migomail.ingress.story.KnownMessage;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Where a message's deliveries are now and why they wait: asked of PACE, and where PACE does not answer within
 * {@link Limits#EXPLAIN_PATIENCE}, from events and from what their pace key published last (docs/adr/0016). Thread-safe.
 */
final class Explanation {
    private final MessageLookup lookup;
    private final PaceLine pace;
    private final SecureRandom random = new SecureRandom();

    Explanation(MessageLookup lookup, PaceLine pace) {
        this.lookup = lookup;
        this.pace = pace;
    }

    CompletionStage<Reply> explain(Call call) {
        KnownMessage known = lookup.findAnyhow(call);
        if (known.count() == 0) {
            lookup.notForgotten(call);
        }
        List<KnownDelivery> deliveries = known.deliveries();
        int open = (int) deliveries.stream().filter(d -> !d.settled()).count();
        if (!deliveries.isEmpty() && open == 0) {
            return CompletableFuture.completedFuture(tell(call, known, List.of()));
        }
        return pace.where(question(call, known), open == 0 ? Limits.RECIPIENTS : open)
                // What is not in PACE may have been settled meanwhile.
                .thenApplyAsync(places -> {
                    boolean enough = open > 0 && places.size() >= open;
                    return tell(call, enough ? known : lookup.findAnyhow(call), places);
                });
    }

    private PaceQuestion question(Call call, KnownMessage known) {
        byte[] id = new byte[12];
        random.nextBytes(id);
        return PaceQuestion.newBuilder()
                .setQuestionId(HexFormat.of().formatHex(id))
                .setMessageId(known.messageId())
                .setAccountId(call.caller().accountId())
                .setEnvironment(call.caller().environment().word())
                .setRecipients(known.count() == 0 ? Limits.RECIPIENTS : known.count())
                .setAt(call.now())
                .build();
    }

    private Reply tell(Call call, KnownMessage known, List<DeliveryPlace> places) {
        ObjectNode out = Json.object();
        out.put("message_id", known.messageId());
        Json.instant(out, "as_of", call.now());
        ArrayNode list = out.putArray("deliveries");
        for (KnownDelivery delivery : known.deliveries()) {
            DeliveryPlace place = places.stream()
                    .filter(p -> p.getDeliveryId().equals(delivery.deliveryId()))
                    .findFirst()
                    .orElse(null);
            list.add(DeliveryPosition.tell(delivery, place, pace::status));
        }
        return Reply.ok(out);
    }
}
