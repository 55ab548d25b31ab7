package io.migomail.ingress.manage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.control.ApiKeys;
import io.migomail.control.ControlPlane;
import io.migomail.control.EntityKind;
import io.migomail.core.ContentKeeping;
import io.migomail.core.Environment;
import io.migomail.core.Ids;
import io.migomail.core.record.Application;
import io.migomail.ingress.json.Fields;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import io.migomail.ingress.rest.Call;
import io.migomail.ingress.rest.Page;
import io.migomail.ingress.rest.Reply;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Applications of the caller's account. */
public final class Applications {
    private static final String CONTENT = "content";
    private static final int NAME_CHARS = 128;

    private final ControlPlane control;
    private final Writes writes;
    private final RandomGenerator random;

    public Applications(ControlPlane control, RandomGenerator random) {
        this.control = control;
        this.writes = new Writes(control);
        this.random = random;
    }

    public Reply create(Call call) throws InterruptedException {
        Fields fields = Fields.of(call.json(), "name", CONTENT);
        String name = fields.requiredLine("name", NAME_CHARS);
        ContentKeeping content = fields.word(CONTENT, ContentKeeping::of);
        fields.done();
        String account = call.caller().accountId();
        if (control.view().applications(account).size() >= call.caller().plan().applications()) {
            throw Problem.of(ErrorCode.PLAN_LIMIT_REACHED, "The account has as many applications as its plan allows.");
        }
        Application application = Application.newBuilder()
                .setId(Ids.random(Ids.APPLICATION, random))
                .setAccountId(account)
                .setName(name)
                .setContent((content == null ? ContentKeeping.AUTO : content).word())
                .setCreatedAt(call.now())
                .build();
        writes.create(call, application);
        return Reply.created(json(application));
    }

    public Reply list(Call call) {
        return Page.of(
                call, control.view().applications(call.caller().accountId()), Application::getId, Applications::json);
    }

    public Reply get(Call call) {
        return Reply.ok(json(find(call)));
    }

    /** Changes its name, and how much of its messages' content is kept from now on. */
    public Reply update(Call call) throws InterruptedException {
        long version = control.version(EntityKind.APPLICATION, call.path("id"));
        Application before = find(call);
        Authority.requireFull(call);
        Fields fields = Fields.of(call.json(), "name", CONTENT);
        Application.Builder next = before.toBuilder();
        if (fields.has("name")) {
            next.setName(fields.requiredLine("name", NAME_CHARS));
        }
        ContentKeeping content = fields.word(CONTENT, ContentKeeping::of);
        if (content != null) {
            next.setContent(content.word());
        }
        fields.done();
        Application after = next.build();
        writes.update(call, after, version);
        return Reply.ok(json(after));
    }

    /** Deletes one that nothing uses. A key made in the same moment lets nobody in: its application is gone. */
    public Reply delete(Call call) throws InterruptedException {
        long version = control.version(EntityKind.APPLICATION, call.path("id"));
        Application before = find(call);
        Authority.requireFull(call);
        boolean keys =
                control.view().apiKeys(before.getId()).stream().anyMatch(key -> ApiKeys.isActive(key, call.now()));
        boolean webhooks = Arrays.stream(Environment.values())
                .anyMatch(
                        e -> !control.view().webhooks(before.getId(), e.word()).isEmpty());
        if (keys || webhooks) {
            String what = keys ? "active API keys; revoke them" : "webhooks; delete them";
            throw Problem.of(ErrorCode.IN_USE, "The application has " + what + " first.");
        }
        writes.delete(call, EntityKind.APPLICATION, before.getId(), version);
        return Reply.noContent();
    }

    private Application find(Call call) {
        Application found = control.view().application(call.path("id"));
        if (found == null || !found.getAccountId().equals(call.caller().accountId())) {
            throw Writes.missing("application");
        }
        return found;
    }

    private static ObjectNode json(Application application) {
        ObjectNode out = Json.object().put("id", application.getId()).put("name", application.getName());
        out.put(CONTENT, ContentKeeping.ofRecord(application.getContent()).word());
        Json.instant(out, "created_at", application.getCreatedAt());
        return out;
    }
}
