package io.migomail.ingress.manage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.control.ControlPlane;
import io.migomail.core.Ids;
import io.migomail.core.record.Application;
import io.migomail.ingress.json.Fields;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.rest.Call;
import io.migomail.ingress.rest.Page;
import io.migomail.ingress.rest.Reply;
import java.util.random.RandomGenerator;

/** Applications of the caller's account. */
public final class Applications {
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
        Fields fields = Fields.of(call.json(), "name");
        String name = fields.requiredLine("name", NAME_CHARS);
        fields.done();
        Application application = Application.newBuilder()
                .setId(Ids.random(Ids.APPLICATION, random))
                .setAccountId(call.caller().accountId())
                .setName(name)
                .setCreatedAt(call.now())
                .build();
        writes.create(application);
        return Reply.created(json(application));
    }

    public Reply list(Call call) {
        return Page.of(
                call, control.view().applications(call.caller().accountId()), Application::getId, Applications::json);
    }

    public Reply get(Call call) {
        Application found = control.view().application(call.path("id"));
        if (found == null || !found.getAccountId().equals(call.caller().accountId())) {
            throw Writes.missing("application");
        }
        return Reply.ok(json(found));
    }

    private static ObjectNode json(Application application) {
        ObjectNode out = Json.object().put("id", application.getId()).put("name", application.getName());
        Json.instant(out, "created_at", application.getCreatedAt());
        return out;
    }
}
