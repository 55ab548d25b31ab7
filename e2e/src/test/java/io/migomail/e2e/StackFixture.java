package io.migomail.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.analytics.EventStore;
import io.migomail.analytics.local.EngineMissingException;
import io.migomail.core.Setting;
import io.migomail.core.Settings;
import io.migomail.standalone.Api;
import io.migomail.standalone.Ready;
import io.migomail.standalone.StartException;
import io.migomail.standalone.flink.RetainedCheckpoints;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The whole product in this process, on a data folder of its own and free ports: one for a test class, as a static field
 * with {@code @RegisterExtension}, or one for all classes that are content with an application of their own in it. Where
 * the local ClickHouse engine is not installed the class is skipped, and fails under {@code CI=true}.
 */
public final class StackFixture implements BeforeAllCallback, AfterAllCallback {
    /** Tag of the classes that share a stack: they run in one process (pom.xml). */
    public static final String SHARED = "shared-stack";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Map<Setting, String> given;
    private final boolean shared;
    private RunningStack running;
    private Tenancy tenancy;

    private StackFixture(Map<Setting, String> given, boolean shared) {
        this.given = given;
        this.shared = shared;
    }

    /** A local run as it comes, where every mail ends in the built-in MX, with the first account's application. */
    public static StackFixture capturing() {
        return with(Map.of());
    }

    /** The same, shared with other classes; application and keys are this class's own. The class is tagged with {@link #SHARED}. */
    public static StackFixture shared() {
        return new StackFixture(Map.of(), true);
    }

    /** A local run with these settings. */
    public static StackFixture with(Map<Setting, String> settings) {
        return new StackFixture(Map.copyOf(settings), false);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        try {
            if (shared) {
                running = RunningStack.ofThisProcess(context);
                tenancy = Tenancy.another(
                        running.ready(), context.getRequiredTestClass().getSimpleName());
            } else {
                running = RunningStack.start(given);
                tenancy = Tenancy.first(running.ready());
            }
        } catch (StartException e) {
            if (e.getCause() instanceof EngineMissingException && !"true".equals(System.getenv("CI"))) {
                Assumptions.abort(e.getMessage());
            }
            throw e;
        }
    }

    /** Starts the stack on the data folder; for tests that stopped it before. */
    public void start() throws IOException, InterruptedException {
        running.again();
        tenancy = Tenancy.first(running.ready());
    }

    /** Stops the stack as Ctrl-C does; the data folder stays. */
    public void stop() {
        if (shared) {
            throw new IllegalStateException("others use this stack");
        }
        running.stop();
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (!shared && running != null) {
            running.close();
        }
    }

    /** Where the stack is reached, and with which keys. */
    public Ready ready() {
        return tenancy.ready();
    }

    /** The settings that hold, with the addresses of broker and event store. */
    public Settings settings() {
        return running.stack().settings();
    }

    /** What a gauge of the delivery job shows, the highest of its tasks; -1 where none is told yet. */
    public long gauge(String task, String name) throws IOException, InterruptedException {
        Api flink = new Api(running.stack().flink().toString(), "");
        String job = "/jobs/" + RetainedCheckpoints.idOf("delivery").toHexString();
        for (JsonNode vertex : flink.get(job, 200).path("vertices")) {
            if (vertex.path("name").asText().contains(task)) {
                String metrics = job + "/vertices/" + vertex.path("id").asText() + "/subtasks/metrics";
                for (JsonNode metric : flink.get(metrics, 200)) {
                    String id = metric.path("id").asText();
                    if (id.endsWith(name)) {
                        return flink.get(metrics + "?agg=max&get=" + URLEncoder.encode(id, UTF_8), 200)
                                .at("/0/max")
                                .asLong(-1);
                    }
                }
            }
        }
        return -1;
    }

    /** Flink's REST API. */
    String flink() {
        return running.stack().flink().toString();
    }

    /** The API with the live key. */
    public Api api() {
        return tenancy.api();
    }

    /** The event store itself, beside the API. */
    public EventStore store() {
        return running.store();
    }

    /** The application that owns the keys. */
    public String application() {
        return tenancy.application();
    }

    /** Sends, again where the stack puts it off; the id of the message. */
    public String send(String json) throws Exception {
        return client().send(json);
    }

    /** A client with the live key that asks again where it is put off. */
    public PatientClient client() {
        return new PatientClient(ready().http(), ready().liveKey());
    }

    /** The story of a message as it is told now. */
    public JsonNode story(String messageId) throws IOException, InterruptedException {
        return api().get("/v1/messages/" + messageId, 200);
    }

    /** The story once it has that status. */
    public JsonNode awaitStory(String messageId, String status) throws Exception {
        return Await.until(
                "status " + status,
                () -> story(messageId),
                s -> s.path("status").asText().equals(status));
    }

    /** The events of a message as the API lists them. */
    public List<JsonNode> events(String messageId) throws IOException, InterruptedException {
        List<JsonNode> out = new ArrayList<>();
        api().get("/v1/messages/" + messageId + "/events", 200).path("data").forEach(out::add);
        return out;
    }

    /**
     * What the built-in MX has for a recipient, newest first, once there are {@code count} of them. A recipient belongs to
     * one test, or what comes first depends on the order of the classes: more mails than that are refused.
     */
    public List<JsonNode> awaitInbox(String recipient, int count) throws Exception {
        JsonNode data = Await.until(
                "mail for " + recipient + " at the built-in MX",
                () -> api().get("/inbox/messages?to=" + recipient, 200).path("data"),
                d -> d.size() >= count);
        if (data.size() > count) {
            throw new IllegalStateException(recipient + " has " + data.size() + " mails instead of " + count
                    + ": another test writes to this address, or a mail came twice");
        }
        List<JsonNode> out = new ArrayList<>();
        data.forEach(out::add);
        return out;
    }

    /** The octets of a captured mail. */
    public byte[] source(JsonNode captured) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        ready().http() + "/inbox/" + captured.path("number").asText() + "/source"))
                .build();
        HttpResponse<byte[]> reply = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (reply.statusCode() != 200) {
            throw new IOException("source of " + captured + ": " + reply.statusCode());
        }
        return reply.body();
    }
}
