package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.migomail.cli.Main;
import io.migomail.cli.Surroundings;
import io.migomail.core.Environment;
import io.migomail.core.record.Change;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.MessageHead;
import io.migomail.sdk.HttpTransport;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The command-line client and the API understand each other. */
class CommandLineTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @AutoClose
    private final TestIngress api = TestIngress.open();

    private record Ran(int status, List<String> lines, String err) {
        JsonNode json() throws Exception {
            assertEquals(0, status, err);
            return JSON.readTree(lines.get(0));
        }
    }

    private Ran run(String... args) {
        return as(api.first.liveKey(), args);
    }

    private Ran as(String key, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Surroundings here = new Surroundings(
                Map.of("MIGO_API_KEY", key, "MIGO_BASE_URL", "http://127.0.0.1:" + api.port),
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new HttpTransport(),
                Clock.systemUTC(),
                time -> TimeUnit.NANOSECONDS.sleep(time.toNanos()));
        int status = Main.run(here, args);
        return new Ran(
                status, out.toString(StandardCharsets.UTF_8).lines().toList(), err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aMessageIsSentAndExplained() throws Exception {
        String id = run(
                        "send",
                        "--from=noreply@yourapp.com",
                        "--to=a@example.com",
                        "--template=otp-verification-v3",
                        "--var=otp_code=847 291",
                        "--variables={\"expires_min\":5}",
                        "--var=user_name=Priya",
                        "--metadata=session=8812",
                        "--header=X-Entity=7",
                        "--tag=login",
                        "--expires-in=600",
                        "--json")
                .json()
                .path("message_id")
                .asText();
        Ran explained = run("explain", id);
        assertEquals(0, explained.status(), explained.err());
        assertTrue(explained.lines().contains("a@example.com is accepted"), explained.toString());
    }

    @Test
    void aRepeatUnderOneKeyIsOneMessage() throws Exception {
        String[] send = {
            "send",
            "--from=noreply@yourapp.com",
            "--to=a@example.com",
            "--subject=Hi",
            "--text=x",
            "--idempotency-key=k-1",
            "--json"
        };
        assertEquals(run(send).json().path("message_id"), run(send).json().path("message_id"));
        assertEquals(1, api.log.messages.size());
    }

    @Test
    void aRefusedSendNamesTheField() {
        Ran refused = run("send", "--from=x@pending.example", "--to=a@example.com", "--subject=Hi", "--text=x");
        assertEquals(1, refused.status());
        assertTrue(refused.err().startsWith("migomail: domain_not_verified: "), refused.err());
        assertTrue(refused.err().contains("(req_"), refused.err());
        assertTrue(refused.err().contains("\n  /from domain_not_verified: "), refused.err());
    }

    @Test
    void eventsAreFollowed() {
        api.store.feedIsRecent = true;
        for (int n = 0; n < 3; n++) {
            api.store.feed.add(MailEvent.newBuilder()
                    .setEventId("evt_" + n)
                    .setType("delivered")
                    .setAt(1_700_000_000_000L)
                    .setHead(MessageHead.newBuilder()
                            .setMessageId("msg_" + n)
                            .setEnvironment("live")
                            .setApplicationId(api.first.application().getId()))
                    .setRecipient(n + "@example.com")
                    .build());
        }
        Ran tail = run("events", "tail", "--once", "--since=2023-11-14T00:00:00Z");
        assertEquals(0, tail.status(), tail.err());
        assertEquals(3, tail.lines().size(), tail.toString());
        Ran one = run("events", "tail", "--once", "--since=2023-11-14T00:00:00Z", "--message=msg_1");
        assertEquals(List.of("2023-11-14T22:13:20.000Z  delivered     1@example.com  msg_1"), one.lines());
    }

    @Test
    void aDomainIsAddedShownAskedForAndRotated() {
        Ran added = run("domains", "add", "example.org");
        assertEquals(0, added.status(), added.err());
        assertTrue(added.lines().stream().anyMatch(line -> line.startsWith("spf  ")), added.toString());
        assertEquals(1, run("domains", "show", "example.org").status(), "not verified");
        assertEquals(1, run("domains", "verify", "example.org").status(), "not verified");
        Ran rotated = run("domains", "rotate", "example.org");
        assertEquals(1, rotated.status(), "its present keys are not in the DNS");
        assertTrue(rotated.err().startsWith("migomail: rotation_in_progress: "), rotated.err());
        Ran list = run("domains", "list");
        assertTrue(list.lines().stream().anyMatch(line -> line.startsWith("yourapp.com ")), list.toString());
        assertTrue(list.lines().stream().noneMatch(line -> line.startsWith("foreign.example")), list.toString());
    }

    @Test
    void aKeyIsMadeListedRotatedAndRevoked() throws Exception {
        JsonNode made = run("keys", "create", "web", "--scope=messages:send", "--domain=yourapp.com", "--json")
                .json();
        Ran sent = as(
                made.path("key").asText(),
                "send",
                "--from=noreply@yourapp.com",
                "--to=a@example.com",
                "--subject=Hi",
                "--text=x");
        assertEquals(0, sent.status(), sent.err());
        String id = made.path("id").asText();
        assertTrue(run("keys", "list").lines().stream()
                .anyMatch(line -> line.startsWith(id) && line.contains("messages:send")));
        Ran rotated = run("keys", "rotate", id, "--overlap=1h");
        assertTrue(rotated.lines().get(0).startsWith("migo_sk_live_"), rotated.toString());
        assertEquals(List.of(id + " is revoked"), run("keys", "revoke", id).lines());
        assertEquals(1, as(made.path("key").asText(), "messages").status());
    }

    @Test
    void messagesAreSearched() {
        Ran searched = run(
                "messages",
                "--recipient=a@example.com",
                "--status=delivered,bounced",
                "--tag=login",
                "--metadata=session=8812",
                "--class=critical",
                "--since=1h",
                "--limit=500");
        assertEquals(0, searched.status(), searched.err());
        assertEquals(1, api.store.queries.size());
    }

    @Test
    void webhooksAreReplayed() throws Exception {
        JsonNode made = api.post("/v1/webhooks", "{\"url\":\"http://127.0.0.1:9/mail\"}")
                .body();
        Ran replayed = run("webhooks", "replay", made.path("id").asText(), "--from=2026-01-02T00:00:00Z");
        assertEquals(0, replayed.status(), replayed.err());
        assertEquals(0, run("webhooks", "cancel", made.path("id").asText()).status());
    }

    @Test
    void theCheckSaysWhichDomainIsMissing() throws Exception {
        Ran checked = as(api.key(Environment.SANDBOX), "check", "rest", "--from=x@pending.example");
        assertEquals(1, checked.status());
        assertTrue(checked.err().startsWith("failed: "), checked.err());
    }

    @Test
    void theAuditLogIsExportedWholeHoweverManyPagesItHas() throws Exception {
        int before = run("audit", "--format=ndjson").lines().size();
        String account = api.first.account().getId();
        for (int i = 0; i < 230; i++) {
            Change change = Change.newBuilder()
                    .setAccountId(account)
                    .setAction("created")
                    .setRequest("POST /v1/suppressions")
                    .setRequestId("req_" + i)
                    .build();
            assertTrue(api.control.note("suppression/=" + i, change).won());
        }
        Ran json = run("audit", "--format=ndjson");
        assertEquals(0, json.status(), json.err());
        assertEquals(before + 230, json.lines().size());
        assertEquals(before + 230, json.lines().stream().distinct().count());
        Ran csv = run("audit", "--format=csv", "--resource=suppression", "--from=400d");
        assertEquals(231, csv.lines().size(), csv.err());
        assertTrue(
                csv.lines().stream().skip(1).allMatch(line -> line.contains(",created,suppression,'=")),
                csv.lines().get(1));
        assertEquals(
                1,
                run("audit", "--format=csv", "--to=2000-01-01T00:00:00Z")
                        .lines()
                        .size());
    }
}
