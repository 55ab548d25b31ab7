package io.migomail.ingress.manage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.analytics.SuppressionTable;
import io.migomail.control.ControlPlane;
import io.migomail.core.Limits;
import io.migomail.core.MailAddress;
import io.migomail.core.RecordCodec;
import io.migomail.core.SuppressionReason;
import io.migomail.core.SuppressionScope;
import io.migomail.core.Topics;
import io.migomail.core.record.Change;
import io.migomail.core.record.Suppression;
import io.migomail.ingress.fact.FactLog;
import io.migomail.ingress.json.Fields;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.FieldError;
import io.migomail.ingress.problem.Problem;
import io.migomail.ingress.rest.Call;
import io.migomail.ingress.rest.Cursors;
import io.migomail.ingress.rest.MessageLookup;
import io.migomail.ingress.rest.Page;
import io.migomail.ingress.rest.QueryParameters;
import io.migomail.ingress.rest.Reply;
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
 * durable when it is answered, holds for what is sent a moment later, and is listed within about a second. Its entry of the
 * audit log comes first, so that no change is without one. Thread-safe.
 */
public final class Suppressions {
    private static final String LIST = "suppressions";
    private static final String ADDRESS = "address";
    private static final String REASON = "reason";
    private static final List<String> REASONS = Arrays.stream(SuppressionReason.values())
            .map(SuppressionReason::word)
            .toList();

    private final ControlPlane control;
    private final SuppressionIds ids;
    private final FactLog facts;
    private final MessageStore store;
    private final Cursors cursors;

    public Suppressions(Parts parts, Cursors cursors) {
        this.control = parts.control();
        this.ids = parts.ids();
        this.facts = parts.facts();
        this.store = parts.store();
        this.cursors = cursors;
    }

    /** What it works with. */
    public record Parts(ControlPlane control, SuppressionIds ids, FactLog facts, MessageStore store) {}

    public CompletionStage<Reply> add(Call call) throws InterruptedException {
        Suppression added = read(call, call.json());
        note(call, "suppression/" + ids.of(added), "created", 0);
        return write(added).thenApply(done -> Reply.created(json(added)));
    }

    /** All of them or, where one is faulty, none. */
    public CompletionStage<Reply> load(Call call) throws InterruptedException {
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
        note(call, "suppression_list/" + call.caller().applicationId(), "updated", added.size());
        CompletableFuture<?>[] writes = added.values().stream()
                .map(one -> write(one).toCompletableFuture())
                .toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(writes)
                .thenApply(done -> Reply.ok(Json.object().put("added", added.size())));
    }

    public Reply list(Call call) {
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
                shown.stream().map(this::json).toList(),
                more ? cursors.seal(call.caller(), list, place(shown.get(limit - 1))) : null);
    }

    public Reply get(Call call) {
        List<Suppression> found = found(call, null, address(call), null, 1);
        if (found.isEmpty()) {
            throw Problem.of(ErrorCode.NOT_FOUND, "There is no such suppression.");
        }
        return Reply.ok(json(found.get(0)));
    }

    /** Whether it was there is not asked: what is on its way to the list is removed as well. */
    public CompletionStage<Reply> remove(Call call) throws InterruptedException {
        Suppression removed = of(call, address(call), SuppressionReason.MANUAL)
                .setRemoved(true)
                .build();
        note(call, "suppression/" + ids.of(removed), "deleted", 0);
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
                .setOrigin(call.caller().actorId());
    }

    private static String address(Call call) {
        try {
            return MailAddress.parse(call.path(ADDRESS)).toString();
        } catch (IllegalArgumentException e) {
            throw Problem.at("/" + ADDRESS, ErrorCode.INVALID_ADDRESS, "The path does not name an e-mail address.");
        }
    }

    /** No address is in it: whoever is erased is not told of there (docs/adr/0037). */
    private void note(Call call, String resource, String action, int count) throws InterruptedException {
        Change change = Writes.change(call, call.caller().accountId()).toBuilder()
                .setAction(action)
                .setCount(count)
                .build();
        Writes.require(control.note(resource, change));
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

    private ObjectNode json(Suppression suppression) {
        ObjectNode out = Json.object();
        out.put("id", ids.of(suppression));
        out.put(ADDRESS, suppression.getAddress());
        out.put(REASON, suppression.getReason());
        out.put("origin", suppression.getOrigin());
        Json.instant(out, "created_at", suppression.getAt());
        return out;
    }
}
