package io.migomail.jobs.accounting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.migomail.mail.webhook.HttpWebhookClient;
import io.migomail.mail.webhook.TargetPolicy;
import io.migomail.mail.webhook.WebhookClient;
import io.migomail.testkit.DeadPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpWebhookClientTest {
    private static final byte[] BODY = "{\"id\":1}".getBytes(StandardCharsets.UTF_8);
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        seen.add(exchange.getRequestMethod() + " " + path + " "
                + exchange.getRequestHeaders().getFirst("webhook-id") + " "
                + exchange.getRequestHeaders().getFirst("Host") + " " + body);
        if (path.equals("/redirect")) {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
        }
        if (path.equals("/later")) {
            exchange.getResponseHeaders().set("Retry-After", "120");
        }
        if (path.equals("/silent")) {
            return;
        }
        int status = Map.of("/redirect", 307, "/later", 429, "/gone", 410, "/broken", 500)
                .getOrDefault(path, 200);
        exchange.sendResponseHeaders(status, path.equals("/endless") ? 0 : -1);
        if (path.equals("/endless")) {
            // The head is out; the body begins and never ends. The exchange is closed by server.stop.
            exchange.getResponseBody().write(new byte[] {1});
            exchange.getResponseBody().flush();
        } else {
            exchange.close();
        }
    }

    private URI url(String host, String path) {
        return URI.create("http://" + host + ":" + server.getAddress().getPort() + path);
    }

    private static WebhookClient.Reply post(TargetPolicy policy, HttpWebhookClient.Names names, URI url)
            throws Exception {
        try (HttpWebhookClient client = new HttpWebhookClient(policy, names, 4)) {
            return client.post(url, Map.of("webhook-id", "evt_1"), BODY)
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);
        }
    }

    private WebhookClient.Reply post(String path) throws Exception {
        return post(new TargetPolicy(false, true), InetAddress::getAllByName, url("127.0.0.1", path));
    }

    @Test
    void theBodyIsPosted() throws Exception {
        assertEquals(new WebhookClient.Reply(200, "", ""), post("/ok"));
        assertTrue(seen.get(0).startsWith("POST /ok evt_1 "), seen.toString());
        assertTrue(seen.get(0).endsWith(" {\"id\":1}"), seen.toString());
    }

    @Test
    void redirectsAreNotFollowed() throws Exception {
        assertEquals(307, post("/redirect").status());
        assertEquals(1, seen.size());
    }

    @Test
    void statusAndRetryAfterAreTold() throws Exception {
        assertEquals(new WebhookClient.Reply(429, "", "120"), post("/later"));
        assertEquals(410, post("/gone").status());
        assertEquals(500, post("/broken").status());
    }

    @Test
    void anEndpointThatDoesNotAnswerInTimeHasFailed() throws Exception {
        TargetPolicy policy = new TargetPolicy(false, true);
        Duration patience = Duration.ofMillis(200);
        try (HttpWebhookClient client = new HttpWebhookClient(policy, InetAddress::getAllByName, 4, patience)) {
            assertEquals(
                    WebhookClient.Reply.error("timeout"),
                    client.post(url("127.0.0.1", "/silent"), Map.of("webhook-id", "evt_1"), BODY)
                            .toCompletableFuture()
                            .get(20, TimeUnit.SECONDS));
        }
    }

    @Test
    void aBodyWithoutEndDoesNotHoldTheStatusBack() throws Exception {
        assertEquals(200, post("/endless").status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1", "10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.100.100.200", "0.0.0.0",
                "::1", "fe80::1", "fd00:ec2::254", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "224.0.0.1",
                "168.63.129.16"
            })
    void namesOfPrivateAddressesAreRefused(String address) throws Exception {
        WebhookClient.Reply reply = post(
                new TargetPolicy(false, false),
                host -> new InetAddress[] {InetAddress.getByName(address)},
                url("hook.example.com", "/ok"));
        assertEquals(WebhookClient.Reply.error(HttpWebhookClient.REFUSED), reply);
        assertEquals(List.of(), seen);
    }

    @Test
    void theConnectionGoesToTheAddressThatWasJudged() throws Exception {
        // The name exists nowhere: only the judged address can have been connected to.
        WebhookClient.Reply reply = post(
                new TargetPolicy(false, true),
                host -> new InetAddress[] {InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1})},
                url("hook.invalid", "/ok"));
        assertEquals(200, reply.status());
        assertTrue(seen.get(0).contains("hook.invalid:"), seen.toString());
    }

    @Test
    void oneAllowedAddressAmongOthersIsUsed() throws Exception {
        InetAddress refused = InetAddress.getByName("10.0.0.1");
        InetAddress allowed = InetAddress.getByName("127.0.0.1");
        WebhookClient.Reply reply = post(
                new TargetPolicy(false, true), host -> new InetAddress[] {refused, allowed}, url("two.example", "/ok"));
        assertEquals(200, reply.status());
    }

    @Test
    void aNameWithoutAddressIsAnError() throws Exception {
        WebhookClient.Reply reply = post(
                new TargetPolicy(true, true),
                host -> {
                    throw new UnknownHostException(host);
                },
                url("nowhere.example", "/"));
        assertEquals(WebhookClient.Reply.error("dns_failed"), reply);
    }

    @Test
    void aClosedPortIsAnError() throws Exception {
        try (DeadPort nobody = DeadPort.open()) {
            URI url = URI.create("http://127.0.0.1:" + nobody.number() + "/ok");
            assertEquals(
                    WebhookClient.Reply.error("connect_failed"),
                    post(new TargetPolicy(false, true), InetAddress::getAllByName, url));
        }
    }

    @Test
    void otherSchemesAreRefused() throws Exception {
        assertEquals(
                WebhookClient.Reply.error(HttpWebhookClient.REFUSED),
                post(new TargetPolicy(true, true), InetAddress::getAllByName, URI.create("file:///etc/passwd")));
    }
}
