package io.migomail.ingress.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.core.CancelVerdict;
import io.migomail.core.Limits;
import io.migomail.core.record.CancelRecord;
import io.migomail.ingress.json.Fields;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.pace.PaceLine;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.FieldError;
import io.migomail.ingress.problem.Problem;
import io.migomail.ingress.story.KnownDelivery;
import io.migomail.ingress.story.KnownMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Cancels what has not left. The answer is PACE's word on each recipient, or, where that takes longer than
 * {@link Limits#CANCEL_PATIENCE}, that it is asked for (docs/adr/0016). Thread-safe.
 */
final class Cancellation {
    private static final String CANCELED = CancelVerdict.CANCELED.word();
    private static final String IN_FLIGHT = CancelVerdict.IN_FLIGHT.word();
    private static final String REQUESTED = "cancel_requested";

    private final MessageLookup lookup;
    private final PaceLine pace;

    Cancellation(MessageLookup lookup, PaceLine pace) {
        this.lookup = lookup;
        this.pace = pace;
    }

    CompletionStage<Reply> cancel(Call call) {
        if (call.hasBody()) {
            Fields.of(call.json()).done();
        }
        KnownMessage known = lookup.findAnyhow(call);
        if (known.count() == 0) {
            lookup.notForgotten(call);
        }
        List<KnownDelivery> deliveries = known.deliveries();
        if (!deliveries.isEmpty() && deliveries.stream().allMatch(KnownDelivery::settled)) {
            return CompletableFuture.completedFuture(reply(known, Map.of()));
        }
        // What PACE calls settled, or was not known here, may have a name by now.
        return pace.cancel(request(call, known)).thenApplyAsync(said -> {
            boolean enough = known.count() > 0 && !said.containsValue(CancelVerdict.SETTLED);
            return reply(enough ? known : lookup.findAnyhow(call), said);
        });
    }

    private static CancelRecord request(Call call, KnownMessage known) {
        long now = call.now();
        long expiresAt = known.expiresAt();
        return CancelRecord.newBuilder()
                .setMessageId(known.messageId())
                .setAccountId(call.caller().accountId())
                .setEnvironment(call.caller().environment().word())
                .setRecipients(known.count() == 0 ? Limits.RECIPIENTS : known.count())
                .setExpiresAt(expiresAt == 0 ? now + Limits.EXPIRY_MAX.toMillis() : expiresAt)
                .setAt(now)
                .build();
    }

    private static Reply reply(KnownMessage known, Map<String, CancelVerdict> said) {
        ObjectNode out = Json.object();
        out.put("message_id", known.messageId());
        ArrayNode recipients = Json.object().putArray("recipients");
        List<String> results = new ArrayList<>();
        for (KnownDelivery delivery : known.deliveries()) {
            String result = result(delivery, said.get(delivery.deliveryId()));
            results.add(result);
            recipients.addObject().put("email", delivery.recipient()).put("result", result);
        }
        boolean open = results.isEmpty() || results.contains(REQUESTED);
        if (!open && !results.contains(CANCELED)) {
            throw refused(results);
        }
        boolean all = results.stream().allMatch(CANCELED::equals);
        out.put("status", open ? REQUESTED : all ? CANCELED : "partly_canceled");
        out.set("recipients", recipients);
        return new Reply(open ? 202 : 200, out, Map.of());
    }

    private static String result(KnownDelivery delivery, @org.jspecify.annotations.Nullable CancelVerdict verdict) {
        if (delivery.settled()) {
            return delivery.state();
        }
        return verdict == null ? REQUESTED : verdict.word();
    }

    private static Problem refused(List<String> results) {
        List<FieldError> errors = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            boolean flies = results.get(i).equals(IN_FLIGHT);
            errors.add(new FieldError(
                    "/recipients/" + i,
                    flies ? ErrorCode.DELIVERY_IN_FLIGHT : ErrorCode.DELIVERY_FINAL,
                    flies ? "An attempt is under way." : "It is " + results.get(i) + "."));
        }
        return Problem.of(
                ErrorCode.NOT_CANCELABLE,
                "Nothing of this message waits any more: each delivery is under way or has its final outcome.",
                errors);
    }
}
