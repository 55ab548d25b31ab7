package io.migomail.sdk;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.sdk.MigomailException.Failure;
import io.migomail.sdk.MigomailException.FieldError;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells what went wrong from a reply, or from there being none. */
final class Failures {
    private Failures() {}

    /** Of a reply that is no success. */
    static MigomailException of(Transport.Reply reply, Clock clock) {
        JsonNode problem = parse(reply.body());
        int status = reply.status();
        String code = problem.path("code").asText("unexpected_answer");
        boolean retryable =
                status == 408 || status == 429 || status >= 500 || (status == 409 && code.equals("conflict"));
        String requestId = problem.path("request_id").asText(reply.headers().get("x-request-id"));
        return typed(new Failure(
                status,
                code,
                problem.path("message").asText("HTTP status " + status),
                requestId,
                retryable,
                retryAfter(reply.headers().get("retry-after"), clock),
                errors(problem)));
    }

    /** Of a success whose body is not what it should be. */
    static MigomailException unexpected(Transport.Reply reply, IOException cause) {
        Failure failure = new Failure(
                reply.status(),
                "unexpected_answer",
                "the body of the answer is not what the API answers",
                reply.headers().get("x-request-id"),
                false,
                null,
                List.of());
        return new MigomailException.Server(failure, cause);
    }

    /** Of an attempt without a reply. */
    static MigomailException of(IOException cause) {
        boolean timeout = cause instanceof HttpTimeoutException;
        return new MigomailException.Connection(
                new Failure(
                        0,
                        timeout ? "timeout" : "connection_failed",
                        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage(),
                        null,
                        true,
                        null,
                        List.of()),
                cause);
    }

    private static MigomailException typed(Failure failure) {
        return switch (failure.status()) {
            case 401 -> new MigomailException.Authentication(failure);
            case 403 -> new MigomailException.PermissionDenied(failure);
            case 404, 410 -> new MigomailException.NotFound(failure);
            case 409 -> new MigomailException.Conflict(failure);
            case 429 -> new MigomailException.RateLimit(failure);
            default ->
                failure.status() >= 400 && failure.status() < 500
                        ? new MigomailException.InvalidRequest(failure)
                        : new MigomailException.Server(failure, null);
        };
    }

    private static JsonNode parse(byte[] body) {
        try {
            JsonNode parsed = Json.MAPPER.readTree(body);
            return parsed == null ? Json.MAPPER.createObjectNode() : parsed;
        } catch (IOException e) {
            return Json.MAPPER.createObjectNode();
        }
    }

    private static List<FieldError> errors(JsonNode problem) {
        List<FieldError> out = new ArrayList<>();
        problem.path("errors")
                .forEach(each -> out.add(new FieldError(
                        each.path("pointer").asText(),
                        each.path("code").asText(),
                        each.path("message").asText())));
        return List.copyOf(out);
    }

    /** RFC 9110 section 10.2.3: seconds, or a date. Null where there is neither. */
    private static @Nullable Duration retryAfter(@Nullable String value, Clock clock) {
        if (value == null) {
            return null;
        }
        if (value.matches("[0-9]{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        try {
            Duration until =
                    Duration.between(clock.instant(), ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME));
            return until.isNegative() ? Duration.ZERO : until;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
