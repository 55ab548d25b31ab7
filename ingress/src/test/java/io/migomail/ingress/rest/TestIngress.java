package io.migomail.ingress.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.migomail.control.ApiKeys;
import io.migomail.control.Bootstrap;
import io.migomail.control.ControlPlane;
import io.migomail.control.MasterKey;
import io.migomail.core.Environment;
import io.migomail.core.Ids;
import io.migomail.core.ReturnPaths;
import io.migomail.core.Setting;
import io.migomail.core.Settings;
import io.migomail.core.record.ApiKey;
import io.migomail.core.record.Application;
import io.migomail.core.record.Domain;
import io.migomail.core.record.MailEvent;
import io.migomail.testkit.FakeTime;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Assertions;

/**
 * A whole ingress on loopback with log, store and DNS in memory, and two accounts. Its clocks stand still: no bucket fills
 * again, no rendering takes too long and no day ends while a test runs.
 */
final class TestIngress implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** A second application of the first account, as the document's examples name it. */
    static final String STAGING = "app_staging";

    static final String OTP_SUBJECT = "Code 847 291";
    private static final String OTP = "{\"alias\":\"otp-verification-v3\",\"subject\":\"Code ${otp_code}\","
            + "\"html\":\"<p>Hi ${user_name}, ${otp_code}, ${expires_min} min</p>\",\"class\":\"critical\"}";

    /** An answer with its body read. */
    record Answer(int status, JsonNode body, HttpResponse<String> raw) {
        String code() {
            return body.path("code").asText();
        }

        String pointer() {
            return body.path("errors").path(0).path("pointer").asText();
        }
    }

    final FakeTime time = new FakeTime();
    final FakeLog log = new FakeLog();
    final FakePace pace = new FakePace();
    final FakeFacts facts = new FakeFacts();
    final FakeCaptures captured = new FakeCaptures();
    final FakeDns dns = new FakeDns();
    final FakeStore store = new FakeStore();
    final Map<String, List<MailEvent>> events = store.events;
    final ControlPlane control;
    final Ingress ingress;
    final Bootstrap.Ready first;
    final Bootstrap.Ready second;
    private final Settings settings;
    private final Ingress.Parts parts;
    /** Of the node that is called. */
    int port;

    private final int ownPort;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Random random = new Random(42);

    /** One as it usually is; a failure to start is a failure of the test that asks for it. */
    static TestIngress open() {
        try {
            return new TestIngress();
        } catch (Exception e) {
            throw new IllegalStateException("the ingress of the test does not start", e);
        }
    }

    TestIngress() throws Exception {
        this(Room.usual());
    }

    TestIngress(Room room) throws Exception {
        this(room, "");
    }

    TestIngress(Room room, String bodies) throws Exception {
        control = ControlPlane.inMemory(time);
        first = account("first");
        second = account("second");
        application(first, STAGING);
        domain(first, "yourapp.com", "transactional", true);
        domain(first, "news.yourapp.com", "marketing", true);
        domain(first, "gone.yourapp.com", "marketing", false);
        domain(first, "pending.example", "transactional", false);
        domain(second, "foreign.example", "transactional", true);
        settings = Settings.from(Map.of("MIGO_HTTP", "127.0.0.1:0", "MIGO_BODIES", bodies));
        parts = new Ingress.Parts(control, log, store, pace, facts, captured, dns, new MasterKey(new byte[32]), time);
        PageRoute page = new PageRoute(
                "/inbox/{n}",
                (path, query) -> new PageRoute.PageReply(
                        200, "text/html", Map.of(), ("inbox " + path.get("n")).getBytes(StandardCharsets.UTF_8)));
        ingress = new Ingress(settings, parts, List.of(page), room);
        ownPort = ingress.start();
        port = ownPort;
        Assertions.assertEquals(201, post("/v1/templates", OTP).status());
    }

    /** The port of the node that every test has. */
    int ownPort() {
        return ownPort;
    }

    /** Another node over the same log and control plane, to be started and closed by the test. */
    Ingress another() {
        return new Ingress(settings, parts, List.of());
    }

    /** The same with one more setting. */
    Ingress another(Setting setting, String value) {
        return new Ingress(settings.with(setting, value), parts, List.of());
    }

    /** The same with these settings. */
    Ingress another(Map<Setting, String> more) {
        Settings all = settings;
        for (Map.Entry<Setting, String> one : more.entrySet()) {
            all = all.with(one.getKey(), one.getValue());
        }
        return new Ingress(all, parts, List.of());
    }

    /** A further account with one application. */
    Bootstrap.Ready account(String name) throws InterruptedException {
        Bootstrap.Wanted wanted = new Bootstrap.Wanted(name, name + " app", List.of(), List.of());
        return Bootstrap.ensure(control, wanted, time, random);
    }

    private void application(Bootstrap.Ready owner, String id) throws InterruptedException {
        control.put(
                Application.newBuilder()
                        .setId(id)
                        .setAccountId(owner.account().getId())
                        .setName(id)
                        .build(),
                0);
    }

    private void domain(Bootstrap.Ready owner, String name, String stream, boolean verified)
            throws InterruptedException {
        control.put(
                Domain.newBuilder()
                        .setId("dom_" + name)
                        .setAccountId(owner.account().getId())
                        .setName(name)
                        .setStream(stream)
                        .setVerified(verified)
                        .build(),
                0);
    }

    /** A further key of the first application. */
    String key(Environment environment, String... scopes) throws InterruptedException {
        String secret = ApiKeys.generate(environment, random);
        control.put(
                ApiKey.newBuilder()
                        .setId("key_" + ApiKeys.hint(secret))
                        .setAccountId(first.account().getId())
                        .setApplicationId(first.application().getId())
                        .setEnvironment(environment.word())
                        .setHash(ApiKeys.hash(secret))
                        .addAllScopes(List.of(scopes))
                        .build(),
                0);
        return secret;
    }

    Answer post(String path, String body) throws IOException, InterruptedException {
        return call("POST", path, first.liveKey(), body);
    }

    Answer get(String path) throws IOException, InterruptedException {
        return call("GET", path, first.liveKey(), null);
    }

    Answer call(String method, String path, String key, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (key != null) {
            request.setHeader("Authorization", "Bearer " + key);
        }
        if (body != null) {
            request.setHeader("Content-Type", "application/json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        Assertions.assertTrue(response.headers().firstValue("X-Request-Id").isPresent(), "X-Request-Id");
        Answer answer = new Answer(response.statusCode(), parse(response.body()), response);
        Contract.hold(method, path, answer);
        return answer;
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }

    @Override
    public void close() {
        ingress.close();
        control.close();
    }

    /** The id of a message to a@example.com and b@example.com. */
    String sendToTwo() throws Exception {
        return post(
                        "/v1/messages",
                        "{\"to\":[\"a@example.com\",\"b@example.com\"],\"from\":\"noreply@yourapp.com\",\"subject\":\"Hi\","
                                + "\"text\":\"x\"}")
                .body()
                .path("message_id")
                .asText();
    }

    /** The return path of a message's first recipient as its mail server saw it; live mail has no label. */
    static String returnPath(String messageId, String label) {
        String local = new ReturnPaths(new MasterKey(new byte[32])::derive).local(Ids.delivery(messageId, 0));
        return local + (label.isEmpty() ? "" : "+" + label) + "@mg.yourapp.com";
    }
}
