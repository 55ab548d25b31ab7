package io.migomail.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.analytics.ClickHouseAddress;
import io.migomail.analytics.EventStore;
import io.migomail.analytics.local.EngineMissingException;
import io.migomail.core.Setting;
import io.migomail.core.Settings;
import io.migomail.standalone.Api;
import io.migomail.standalone.Progress;
import io.migomail.standalone.Ready;
import io.migomail.standalone.Stack;
import io.migomail.standalone.StartException;
import io.migomail.standalone.flink.RetainedCheckpoints;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The whole product in this process, on a data folder of its own and free ports: one for a test class, as a static field
 * with {@code @RegisterExtension}. Where the local ClickHouse engine is not installed the class is skipped, and fails
 * under {@code CI=true}.
 */
public final class StackFixture implements BeforeAllCallback, AfterAllCallback {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Map<Setting, String> given;
    private Path folder;
    private Stack stack;
    private EventStore store;
    private Api api;

    private StackFixture(Map<Setting, String> given) {
        this.given = given;
    }

    /** A local run as it comes: every mail ends in the built-in MX. */
    public static StackFixture capturing() {
        return new StackFixture(Map.of());
    }

    /** A local run with these settings. */
    public static StackFixture with(Map<Setting, String> settings) {
        return new StackFixture(Map.copyOf(settings));
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        folder = Files.createTempDirectory("migomail-e2e");
        try {
            start();
        } catch (StartException e) {
            delete(folder);
            if (e.getCause() instanceof EngineMissingException && !"true".equals(System.getenv("CI"))) {
                Assumptions.abort(e.getMessage());
            }
            throw e;
        }
    }

    /** Starts the stack on the data folder; for tests that stopped it before. */
    public void start() throws IOException, InterruptedException {
        Settings settings = Settings.from(Map.of())
                .with(Setting.MIGO_DATA, folder.resolve("data").toString())
                .with(Setting.MIGO_HTTP, "127.0.0.1:0")
                .with(Setting.MIGO_SMTP, "127.0.0.1:0")
                .with(Setting.MIGO_HOSTNAME, "mta.migomail.test");
        for (Map.Entry<Setting, String> one : given.entrySet()) {
            settings = settings.with(one.getKey(), one.getValue());
        }
        stack = Stack.start(settings, Progress.SILENT);
        store = EventStore.open(ClickHouseAddress.from(stack.settings()));
        api = new Api(ready().http(), ready().liveKey());
    }

    /** Stops the stack as Ctrl-C does; the data folder stays. */
    public void stop() {
        store.close();
        stack.close();
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (stack != null) {
            stop();
            delete(folder);
        }
    }

    /** Where the stack is reached, and with which keys. */
    public Ready ready() {
        return stack.ready();
    }

    /** The settings that hold, with the addresses of broker and event store. */
    public Settings settings() {
        return stack.settings();
    }

    /** What a gauge of the delivery job shows, the highest of its tasks; -1 where none is told yet. */
    public long gauge(String task, String name) throws IOException, InterruptedException {
        Api flink = new Api(stack.flink().toString(), "");
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

    /** The API with the live key. */
    public Api api() {
        return api;
    }

    /** The event store itself, beside the API. */
    public EventStore store() {
        return store;
    }

    /** The first application, which owns the keys. */
    public String application() throws IOException, InterruptedException {
        return api.get("/v1/applications", 200).at("/data/0/id").asText();
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
        return api.get("/v1/messages/" + messageId, 200);
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
        api.get("/v1/messages/" + messageId + "/events", 200).path("data").forEach(out::add);
        return out;
    }

    /** What the built-in MX has for a recipient, newest first, once there are {@code count} of them. */
    public List<JsonNode> awaitInbox(String recipient, int count) throws Exception {
        JsonNode data = Await.until(
                "mail for " + recipient + " at the built-in MX",
                () -> api.get("/inbox/messages?to=" + recipient, 200).path("data"),
                d -> d.size() >= count);
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

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
