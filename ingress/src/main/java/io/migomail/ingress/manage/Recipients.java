package io.migomail.ingress.manage;

import com.google.protobuf.ByteString;
import io.migomail.analytics.ErasureTable.Person;
import io.migomail.control.ControlPlane;
import io.migomail.control.EntityKind;
import io.migomail.control.Erasures;
import io.migomail.control.SecretBox;
import io.migomail.core.Environment;
import io.migomail.core.MailAddress;
import io.migomail.core.SuppressionScope;
import io.migomail.core.record.Erasure;
import io.migomail.core.record.Webhook;
import io.migomail.ingress.fact.FactLog;
import io.migomail.ingress.pace.PaceLine;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import io.migomail.ingress.rest.Call;
import io.migomail.ingress.rest.MessageLookup;
import io.migomail.ingress.rest.QueryParameters;
import io.migomail.ingress.rest.Reply;
import io.migomail.ingress.story.MessageStore;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * {@code /v1/recipients/{address}/data}: takes a person out of everything that the key's account has, all its
 * applications and environments, with a receipt (docs/adr/0037). Thread-safe.
 */
public final class Recipients {
    private static final String ADDRESS = "address";
    private static final String KEEP = "keep";

    private final Parts parts;
    private final Eraser eraser;
    private final Writes writes;

    /**
     * What it works with.
     *
     * @param bodies whether large bodies are kept beside the records
     */
    public record Parts(
            ControlPlane control,
            Erasures erasures,
            SecretBox box,
            FactLog facts,
            PaceLine pace,
            MessageStore store,
            boolean bodies) {}

    public Recipients(Parts parts) {
        this.parts = parts;
        this.eraser = new Eraser(parts.facts(), parts.pace(), parts.store());
        this.writes = new Writes(parts.control());
    }

    /**
     * Erases a person. That they are erased is durable first, so that nothing under way writes them back; what cannot be
     * done now is said with 503 and done by the next request, or by {@link ErasureSweep}.
     */
    public Reply erase(Call call) throws InterruptedException {
        Authority.requireFull(call);
        String address = address(call);
        QueryParameters given = QueryParameters.of(call);
        boolean lists = !KEEP.equals(given.word("suppressions", List.of("erase", KEEP)));
        given.done();
        String account = call.caller().accountId();
        String id = parts.erasures().id(account, address);
        long version = parts.control().version(EntityKind.ERASURE, id);
        Person person = new Person(account, parts.control().view().applicationIds(account), address, call.now());
        try {
            var traces = eraser.traces(person);
            Erasure erasure = Erasure.newBuilder()
                    .setId(id)
                    .setAccountId(account)
                    .setErasedAt(person.before())
                    .setAddress(ByteString.copyFrom(parts.box().seal(address.getBytes(StandardCharsets.UTF_8), id)))
                    .setSuppressionsKept(!lists)
                    .build();
            writes.update(call, erasure, version);
            Eraser.Done done = eraser.erase(person, traces, lists, call.now());
            return Reply.ok(ErasureReceipt.json(
                    erasure, done, parts.control().view().cell(account), parts.bodies(), webhooks(account)));
        } catch (MessageStore.StoreAway e) {
            throw MessageLookup.away(id, e);
        }
    }

    private List<Webhook> webhooks(String account) {
        return parts.control().view().applicationIds(account).stream()
                .flatMap(application -> Arrays.stream(Environment.values())
                        .flatMap(environment ->
                                parts.control().view().webhooks(application, environment.word()).stream()))
                .toList();
    }

    private static String address(Call call) {
        try {
            return SuppressionScope.address(
                    MailAddress.parse(call.path(ADDRESS)).toString());
        } catch (IllegalArgumentException e) {
            throw Problem.at("/" + ADDRESS, ErrorCode.INVALID_ADDRESS, "The path does not name an e-mail address.");
        }
    }
}
