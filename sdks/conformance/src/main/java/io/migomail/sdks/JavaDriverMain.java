package io.migomail.sdks;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.sdk.Migomail;
import io.migomail.sdk.MigomailException;
import io.migomail.sdk.Options;
import io.migomail.sdk.Page;
import io.migomail.sdk.Transport;
import io.migomail.sdk.WebhookVerificationException;
import io.migomail.sdk.WebhookVerifier;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The driver of the library for Java; see sdks/conformance/README.md. */
public final class JavaDriverMain {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .addModule(new SimpleModule().addSerializer(Instant.class, new JsonSerializer<>() {
                @Override
                public void serialize(Instant value, JsonGenerator out, SerializerProvider provider)
                        throws IOException {
                    out.writeString(value.toString());
                }
            }))
            .build();

    private final List<Long> slept = new ArrayList<>();
    private @Nullable Migomail client;
    private Options options = new Options();

    private JavaDriverMain() {}

    /** Reads commands until there are no more. */
    public static void main(String[] arguments) throws IOException {
        JavaDriverMain driver = new JavaDriverMain();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.println(JSON.writeValueAsString(driver.answer(JSON.readTree(line))));
        }
    }

    private ObjectNode answer(JsonNode command) {
        slept.clear();
        ObjectNode out = JSON.createObjectNode();
        try {
            out.set("result", JSON.valueToTree(act(command)));
        } catch (MigomailException e) {
            out.set("error", error(e));
        } catch (WebhookVerificationException e) {
            out.putObject("error").put("type", "webhook_verification").put("code", e.code());
        } catch (IllegalArgumentException e) {
            out.putObject("error").put("type", "argument").put("message", e.getMessage());
        }
        ArrayNode times = out.putArray("slept");
        slept.forEach(times::add);
        return out;
    }

    private @Nullable Object act(JsonNode command) {
        return switch (command.path("do").asText()) {
            case "client" -> make(command.path("options"));
            case "call" -> call(command);
            case "describe" -> client + " " + options;
            case "defaults" -> Map.of("timeout_ms", options.timeout().toMillis(), "max_retries", options.maxRetries());
            case "verify" -> verify(command);
            default -> throw new IllegalStateException("no such command: " + command);
        };
    }

    private String make(JsonNode told) {
        options = new Options().sleeper(time -> slept.add(time.toMillis()));
        if (told.has("base_url")) {
            options = options.baseUrl(told.path("base_url").asText());
        }
        if (told.has("timeout_ms")) {
            options = options.timeout(Duration.ofMillis(told.path("timeout_ms").asLong()));
        }
        if (told.has("max_retries")) {
            options = options.maxRetries(told.path("max_retries").asInt());
        }
        if (told.has("signing_secret")) {
            options = options.signingSecret(told.path("signing_secret").asText());
        }
        if (told.has("now_ms")) {
            options = options.clock(at(told));
        }
        if (told.has("random")) {
            options = options.random(always(told.path("random").asDouble()));
        }
        if (told.has("transport_replies")) {
            options = options.transport(scripted(told.path("transport_replies").iterator()));
        }
        client = new Migomail(told.has("key") ? told.path("key").asText() : null, options);
        return "made";
    }

    private static Clock at(JsonNode told) {
        return Clock.fixed(Instant.ofEpochMilli(told.path("now_ms").asLong()), ZoneOffset.UTC);
    }

    private static RandomGenerator always(double value) {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                return 0;
            }

            @Override
            public double nextDouble() {
                return value;
            }
        };
    }

    private static Transport scripted(Iterator<JsonNode> replies) {
        return (request, timeout) -> {
            JsonNode reply = replies.next();
            Map<String, String> headers = new HashMap<>();
            reply.path("headers")
                    .fields()
                    .forEachRemaining(h -> headers.put(h.getKey(), h.getValue().asText()));
            byte[] body = reply.path("body").toString().getBytes(StandardCharsets.UTF_8);
            return new Transport.Reply(reply.path("status").asInt(), headers, body);
        };
    }

    private @Nullable Object call(JsonNode command) {
        try {
            Object resource = Reflection.method(
                            client, Reflection.camel(command.path("resource").asText()), 0)
                    .invoke(client);
            Object result = Reflection.invoke(
                    resource, Reflection.camel(command.path("method").asText()), command);
            if (result instanceof Page<?> page) {
                return command.path("all").asBoolean() ? page.stream().toList() : shown(page);
            }
            return result;
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> shown(Page<?> page) {
        Map<String, Object> out = new HashMap<>(Map.of("data", page.data(), "has_more", page.hasMore()));
        out.put("next_cursor", page.nextCursor());
        return out;
    }

    private static Object verify(JsonNode command) {
        List<String> secrets = new ArrayList<>();
        command.path("secrets").forEach(each -> secrets.add(each.asText()));
        Map<String, String> headers = new HashMap<>();
        command.path("headers")
                .fields()
                .forEachRemaining(h -> headers.put(h.getKey(), h.getValue().asText()));
        byte[] body = command.path("body").asText().getBytes(StandardCharsets.UTF_8);
        return new WebhookVerifier(secrets, at(command)).verify(body, headers);
    }

    private static ObjectNode error(MigomailException e) {
        ObjectNode out = JSON.createObjectNode()
                .put(
                        "type",
                        e.getClass()
                                .getSimpleName()
                                .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                                .toLowerCase(Locale.ROOT))
                .put("code", e.code())
                .put("status", e.status())
                .put("request_id", e.requestId())
                .put("retryable", e.retryable())
                .put("message", e.getMessage());
        out.put(
                "retry_after_ms",
                e.retryAfter() == null ? null : (Long) e.retryAfter().toMillis());
        out.set("errors", JSON.valueToTree(e.errors()));
        return out;
    }
}
