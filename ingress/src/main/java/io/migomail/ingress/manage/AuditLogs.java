package io.migomail.ingress.manage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.control.AuditEntry;
import io.migomail.control.ControlPlane;
import io.migomail.core.Limits;
import io.migomail.core.record.ApiKey;
import io.migomail.core.record.User;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.rest.Call;
import io.migomail.ingress.rest.Page;
import io.migomail.ingress.rest.QueryParameters;
import io.migomail.ingress.rest.Reply;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who changed what of the caller's account, newest first. */
public final class AuditLogs {
    private static final String OPERATOR = "operator";
    /** The product itself: nobody asked for the change. */
    private static final String SYSTEM = "system";

    private final ControlPlane control;

    AuditLogs(ControlPlane control) {
        this.control = control;
    }

    public Reply list(Call call) {
        long oldest = call.now() - Limits.AUDIT_RETENTION.toMillis();
        QueryParameters given = QueryParameters.of(call);
        Long asked = given.instant("since");
        Long end = given.instant("until");
        given.done();
        long since = asked == null ? oldest : Math.max(oldest, asked);
        long until = end == null ? Long.MAX_VALUE : end;
        String resource = call.query("resource");
        String actor = call.query("actor");
        List<AuditEntry> entries = control.view().changes(account(call)).stream()
                .filter(entry -> entry.at() >= since && entry.at() < until)
                .filter(entry -> resource == null || resource.equals(id(entry)) || resource.equals(kind(entry)))
                .filter(entry -> actor == null || actor.equals(actor(call, entry)))
                .toList();
        return Page.of(call, entries, AuditEntry::id, entry -> json(call, entry));
    }

    /** An operator may read everybody's; of an account that is not there for the caller there are no entries. */
    private String account(Call call) {
        String own = call.caller().accountId();
        String wanted = call.query("account");
        return wanted == null ? own : wanted.equals(own) || Authority.isOperator(control.view(), call) ? wanted : "";
    }

    private ObjectNode json(Call call, AuditEntry entry) {
        String actor = actor(call, entry);
        boolean own = !actor.equals(OPERATOR) && !actor.equals(SYSTEM);
        ObjectNode out = Json.object().put("id", entry.id());
        Json.instant(out, "at", entry.at());
        out.put("action", entry.action());
        out.putObject("resource").put("type", kind(entry)).put("id", id(entry));
        entry.change().getFieldsList().forEach(out.putArray("fields")::add);
        out.putObject("actor")
                .put("type", !own ? actor : entry.change().getUserId().isEmpty() ? "api_key" : "user")
                .put("id", own ? actor : null)
                .put("name", own ? name(actor) : null)
                .put("source", own ? entry.change().getSource() : null);
        int count = entry.change().getCount();
        out.put("count", count == 0 ? null : count);
        out.put("request", entry.change().getRequest());
        out.put("request_id", entry.change().getRequestId());
        return out;
    }

    /** The id of a key or person of the account; of the operator's the account learns nothing more. */
    private String actor(Call call, AuditEntry entry) {
        String user = entry.change().getUserId();
        if (!user.isEmpty()) {
            User person = control.view().user(user);
            return person == null || person.getAccountId().equals(call.caller().accountId()) ? user : OPERATOR;
        }
        if (entry.change().getKeyId().isEmpty()) {
            return SYSTEM;
        }
        ApiKey key = control.view().apiKey(entry.change().getKeyId());
        return key != null && key.getAccountId().equals(call.caller().accountId()) ? key.getId() : OPERATOR;
    }

    /** Null where the key or person is there no more. */
    private @Nullable String name(String actor) {
        User person = control.view().user(actor);
        if (person != null) {
            return person.getEmail();
        }
        ApiKey key = control.view().apiKey(actor);
        return key == null ? null : key.getName();
    }

    private static String kind(AuditEntry entry) {
        return entry.resource().substring(0, entry.resource().indexOf('/'));
    }

    private static String id(AuditEntry entry) {
        return entry.resource().substring(entry.resource().indexOf('/') + 1);
    }
}
