package io.migomail.ingress.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.analytics.SuppressionTable;
import io.migomail.core.Limits;
import io.migomail.core.MailAddress;
import io.migomail.core.RecordCodec;
import io.migomail.core.SuppressionReason;
import io.migomail.core.SuppressionScope;
import io.migomail.core.Topics;
import io.migomail.core.record.Suppression;
import io.migomail.ingress.fact.FactLog;
import io.migomail.ingress.json.Fields;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.FieldError;
import io.migomail.ingress.problem.Problem;
import io.migomail.ingress.story.MessageStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * {@code /v1/suppressions}: the addresses that the key's application does not write to in its environment. A change is
 * durable when it is answered, holds for what is sent a moment later, and is listed within about a second. Thread-safe.
 */
final class Suppressions {
    private static final String LIST = "suppressions";
    private static final String ADDRESS = "address";
    private static final String REASON = "reason";
    private static final List<String> REASONS = Arrays.stream(SuppressionReason.values())
            .map(SuppressionReason::word)
            .toList();

    private final FactLog facts;
    private final MessageStore store;
    private final Cursors cursors;

    Suppressions(FactLog facts, MessageStore store, Cursors cursors) {
        this.facts = facts;
        this.store = store;
        this.cursors = cursors;
    }

    CompletionStage<Reply> add(Call call) {
        Suppression added = read(call, call.json());
        return write(added).thenApply(done -> Reply.created(json(added)));
    }

    /** All of them or, where one is faulty, none. */
    CompletionStage<Reply> load(Call call) {
        ObjectNode body = call.json();
        Fields fields = Fields.of(body, LIST);
        List<JsonNode> entries = fields.entries(LIST, Limits.SUPPRESSIONS_IMPORT);
        if (body.path(LIST).isEmpty()) {
            fields.fault(fields.pointer(LIST), ErrorCode.MISSING_FIELD, "At least one address is expected.");
        }
        fields.done();
        Map<String, Suppression> added = new LinkedHashMap<>();
        List<FieldError> faults = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            String pointer = "/" + LIST + "/" + i;
            if (entries.get(i) instanceof ObjectNode entry) {
                try {
                    Suppression one = read(call, entry);
                    added.put(one.getAddress(), one);
                } catch (Problem e) {
                    e.errors()
                            .forEach(error -> faults.add(
                                    new FieldError(pointer + error.pointer(), error.code(), error.message())));
                }
            } else {
                faults.add(new FieldError(pointer, ErrorCode.INVALID_TYPE, "An object is expected."));
            }
        }
        if (!faults.isEmpty()) {
            throw Problem.ofErrors(faults);
        }
        CompletableFuture<?>[] writes = added.values().stream()
                .map(one -> write(one).toCompletableFuture())
                .toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(writes)
                .thenApply(done -> Reply.ok(Json.object().put("added", added.size())));
    }

    Reply list(Call call) {
        QueryParameters given = QueryParameters.of(call);
        String address = given.address(ADDRESS);
        String reason = given.word(REASON, REASONS);
        int limit = given.limit();
        String cursor = given.line("cursor", Page.CURSOR_CHARS);
        given.done();
        String list = LIST + " " + given.filter();
        Cursors.Place place = cursors.open(call.caller(), list, cursor);
        List<Suppression> found = found(call, reason, address, place, limit + 1);
        boolean more = found.size() > limit;
        List<Suppression> shown = more ? found.subList(0, limit) : found;
        return Page.of(
                shown.stream().map(Suppressions::json).toList(),
                more ? cursors.seal(call.caller(), list, place(shown.get(limit - 1))) : null);
    }

    Reply get(Call call) {
        List<Suppression> found = found(call, null, address(call), null, 1);
        if (found.isEmpty()) {
            throw Problem.of(ErrorCode.NOT_FOUND, "There is no such suppression.");
        }
        return Reply.ok(json(found.get(0)));
    }

    /** Whether it was there is not asked: what is on its way to the list is removed as well. */
    CompletionStage<Reply> remove(Call call) {
        Suppression removed = of(call, address(call), SuppressionReason.MANUAL)
                .setRemoved(true)
                .build();
        return write(removed).thenApply(done -> Reply.noContent());
    }

    private static Suppression read(Call call, ObjectNode body) {
        Fields fields = Fields.of(body, ADDRESS, REASON);
        String text = fields.requiredLine(ADDRESS, Limits.HEADER_CHARS);
        SuppressionReason reason = fields.word(REASON, SuppressionReason::of);
        String address = "";
        try {
            address = text.isEmpty() ? "" : MailAddress.parse(text).toString();
        } catch (IllegalArgumentException e) {
            fields.fault(fields.pointer(ADDRESS), ErrorCode.INVALID_ADDRESS, "The value is not an e-mail address.");
        }
        fields.done();
        return of(call, address, reason == null ? SuppressionReason.MANUAL : reason)
                .build();
    }

    private static Suppression.Builder of(Call call, String address, SuppressionReason reason) {
        return Suppression.newBuilder()
                .setAccountId(call.caller().accountId())
                .setApplicationId(call.caller().applicationId())
                .setEnvironment(call.caller().environment().word())
                .setAddress(SuppressionScope.address(address))
                .setReason(reason.word())
                .setAt(call.now())
                .setOrigin(call.caller().keyId());
    }

    private static String address(Call call) {
        try {
            return MailAddress.parse(call.path(ADDRESS)).toString();
        } catch (IllegalArgumentException e) {
            throw Problem.at("/" + ADDRESS, ErrorCode.INVALID_ADDRESS, "The path does not name an e-mail address.");
        }
    }

    private CompletionStage<Void> write(Suppression change) {
        return facts.append(Topics.SUPPRESSIONS, SuppressionScope.key(change), RecordCodec.SUPPRESSION.encode(change));
    }

    private List<Suppression> found(
            Call call, @Nullable String reason, @Nullable String address, Cursors.@Nullable Place after, int limit) {
        try {
            return store.suppressions(new SuppressionTable.Query(
                    call.caller().applicationId(),
                    call.caller().environment().word(),
                    reason == null ? "" : reason,
                    address == null ? "" : address,
                    after == null ? null : new SuppressionTable.Position(after.number(), after.text()),
                    limit));
        } catch (MessageStore.StoreAway e) {
            throw MessageLookup.away(LIST, e);
        }
    }

    private static Cursors.Place place(Suppression last) {
        return new Cursors.Place(last.getAt(), last.getAddress());
    }

    private static ObjectNode json(Suppression suppression) {
        ObjectNode out = Json.object();
        out.put(ADDRESS, suppression.getAddress());
        out.put(REASON, suppression.getReason());
        out.put("origin", suppression.getOrigin());
        Json.instant(out, "created_at", suppression.getAt());
        return out;
    }
}
