package io.migomail.ingress.manage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.core.Limits;
import io.migomail.core.record.WebhookRetry;
import io.migomail.ingress.json.Fields;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.problem.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The field {@code retry} of a webhook, read and written. */
final class RetryFields {
    private static final String SCHEDULE = "schedule";
    private static final String MAX_AGE = "max_age";
    private static final String MAX_ATTEMPTS = "max_attempts";

    private RetryFields() {}

    /** What the request asks for; null where it asks for nothing. Faults go to {@code fields}. */
    static @Nullable WebhookRetry read(Fields fields) {
        ObjectNode object = fields.object("retry");
        if (object == null) {
            return null;
        }
        Fields inner = fields.inner("/retry", object, SCHEDULE, MAX_ATTEMPTS, MAX_AGE);
        WebhookRetry.Builder retry = WebhookRetry.newBuilder();
        List<JsonNode> waits = inner.entries(SCHEDULE, Limits.WEBHOOK_WAITS);
        for (int i = 0; i < waits.size(); i++) {
            retry.addSchedule(seconds(inner, inner.pointer(SCHEDULE) + "/" + i, waits.get(i)));
        }
        Integer attempts = inner.number(MAX_ATTEMPTS, 1, Limits.WEBHOOK_ATTEMPTS);
        Integer age = inner.number(MAX_AGE, 1, Math.toIntExact(Limits.WEBHOOK_AGE.toSeconds()));
        return retry.setMaxAttempts(attempts == null ? 0 : attempts)
                .setMaxAge(age == null ? 0 : age)
                .build();
    }

    private static int seconds(Fields fields, String pointer, JsonNode value) {
        long longest = Limits.WEBHOOK_WAIT.toSeconds();
        if (!value.isIntegralNumber()) {
            fields.fault(pointer, ErrorCode.INVALID_TYPE, "A whole number of seconds is expected.");
        } else if (!value.canConvertToInt() || value.intValue() < 1 || value.intValue() > longest) {
            fields.fault(pointer, ErrorCode.INVALID_VALUE, "The seconds must be from 1 to " + longest + ".");
        } else {
            return value.intValue();
        }
        return 1;
    }

    /** As the API shows it. */
    static ObjectNode json(WebhookRetry retry) {
        ObjectNode out = Json.object();
        if (retry.getScheduleCount() > 0) {
            ArrayNode schedule = out.putArray(SCHEDULE);
            retry.getScheduleList().forEach(schedule::add);
        }
        if (retry.getMaxAttempts() > 0) {
            out.put(MAX_ATTEMPTS, retry.getMaxAttempts());
        }
        if (retry.getMaxAge() > 0) {
            out.put(MAX_AGE, retry.getMaxAge());
        }
        return out;
    }
}
