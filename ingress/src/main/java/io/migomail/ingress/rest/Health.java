package io.migomail.ingress.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.core.Limits;
import io.migomail.core.Plan;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.manage.PlanJson;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import java.util.function.BooleanSupplier;

/** Health and published limits. */
final class Health {
    private final BooleanSupplier ready;

    Health(BooleanSupplier ready) {
        this.ready = ready;
    }

    Reply live(Call call) {
        return Reply.ok(Json.object().put("status", "ok"));
    }

    /** Ready = a send would be accepted now. */
    Reply ready(Call call) {
        if (!ready.getAsBoolean()) {
            throw Problem.of(ErrorCode.STORE_UNAVAILABLE, "Messages cannot be made durable now.");
        }
        return Reply.ok(Json.object().put("status", "ok"));
    }

    Reply limits(Call call) {
        ObjectNode out = Json.object();
        out.put("recipients", Limits.RECIPIENTS);
        out.put("batch", Limits.BATCH);
        out.put("message_bytes", Limits.MESSAGE_BYTES);
        out.put("request_bytes", Limits.REQUEST_BYTES);
        out.put("variables_bytes", Limits.VARIABLES_BYTES);
        out.put("template_bytes", Limits.TEMPLATE_BYTES);
        out.put("subject_chars", Limits.SUBJECT_CHARS);
        out.put("headers", Limits.HEADERS);
        out.put("header_chars", Limits.HEADER_CHARS);
        out.put("attachments", Limits.ATTACHMENTS);
        out.put("tags", Limits.TAGS);
        out.put("tag_chars", Limits.TAG_CHARS);
        out.put("metadata_entries", Limits.METADATA);
        out.put("metadata_key_chars", Limits.METADATA_KEY_CHARS);
        out.put("metadata_value_chars", Limits.METADATA_VALUE_CHARS);
        out.put("idempotency_key_chars", Limits.IDEMPOTENCY_KEY_CHARS);
        out.put("json_depth", Limits.JSON_DEPTH);
        out.put("expires_in_max", Limits.EXPIRY_MAX.toSeconds());
        out.put("scheduled_ahead_max", Limits.SCHEDULE_AHEAD.toSeconds());
        ObjectNode plans = out.putObject("plans");
        for (Plan plan : Plan.values()) {
            plans.set(plan.word(), PlanJson.of(plan));
        }
        return Reply.ok(out);
    }
}
