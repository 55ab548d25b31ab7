package io.migomail.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.analytics.ClickHouseAddress;
import io.migomail.core.HostPort;
import io.migomail.core.Setting;
import io.migomail.core.Topics;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** Values that nobody but their owner may see are put in everywhere, and are then looked for in all that the product writes. */
class SecretsStayIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String HEARD = "a line of the product's";
    private static final String VARIABLE = "canary-in-a-variable";
    private static final String BODY = "canary-in-a-body";
    private static final String PASSPHRASE = "canary-in-a-passphrase";
    private static final String SMTP_PASSWORD = "canary-in-an-smtp-password";
    private static final String BEARER = "migo_sk_live_canaryinabearertoken";

    @RegisterExtension
    static final StackFixture STACK = StackFixture.with(Map.of(Setting.MIGO_ALLOW_PRIVATE_WEBHOOKS, "true"));

    private final Map<String, String> secrets = new LinkedHashMap<>();
    private final List<String> replies = new ArrayList<>();
    private final List<String> logged = new CopyOnWriteArrayList<>();

    /** All that is logged from now on, more than an operator would ask for. */
    private final class Listening extends AbstractAppender implements AutoCloseable {
        private final LoggerContext context = (LoggerContext) LogManager.getContext(false);

        Listening() {
            super("listening", null, null, true, Property.EMPTY_ARRAY);
            start();
            var root = context.getConfiguration().getRootLogger();
            root.addAppender(this, Level.DEBUG, null);
            context.getConfiguration().getLoggerConfig("io.migomail").setLevel(Level.DEBUG);
            context.updateLoggers();
        }

        @Override
        public void append(LogEvent event) {
            StringBuilder text = new StringBuilder(event.getMessage().getFormattedMessage());
            for (Throwable thrown = event.getThrown(); thrown != null; thrown = thrown.getCause()) {
                text.append(' ').append(thrown);
            }
            logged.add(text.toString());
        }

        @Override
        public void close() {
            context.getConfiguration().getRootLogger().removeAppender("listening");
            context.updateLoggers();
        }
    }

    private JsonNode made(String path, String body, String field, String name) throws Exception {
        JsonNode made = STACK.api().post(path, body, 201);
        String secret = made.path(field).asText();
        assertFalse(secret.isEmpty(), made::toString);
        secrets.put(name, secret);
        return made;
    }

    private void attempt(String key, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(STACK.ready().http() + path))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        replies.add(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    private static String send(String content) {
        return "{\"to\":\"priya@example.com\",\"from\":\"" + STACK.ready().from() + "\"," + content + "}";
    }

    private static void smtp(String password, String header) throws Exception {
        HostPort smtp = HostPort.parse(STACK.ready().smtp());
        Python.run(
                """
                import smtplib, ssl, sys
                host, port, ca, key, sender, header, body = sys.argv[1:]
                s = smtplib.SMTP(host, int(port), timeout=30)
                s.starttls(context=ssl.create_default_context(cafile=ca))
                try:
                    s.login('migo', key)
                    s.sendmail(sender, ['priya@example.com'],
                        'From: %s\\r\\nSubject: Hello\\r\\n%s\\r\\n\\r\\n%s\\r\\n' % (sender, header, body))
                except smtplib.SMTPException as e:
                    print(e)
                s.close()
                """,
                smtp.host(),
                Integer.toString(smtp.port()),
                STACK.ready().ca(),
                password,
                STACK.ready().from(),
                header,
                BODY);
    }

    private void use() throws Exception {
        String live = STACK.ready().liveKey();
        secrets.put("the live key", live);
        secrets.put("a variable", VARIABLE);
        secrets.put("a body", BODY);
        secrets.put("a passphrase", PASSPHRASE);
        secrets.put("an SMTP password", SMTP_PASSWORD);
        secrets.put("a bearer token", BEARER);
        Path master = Path.of(STACK.settings().get(Setting.MIGO_DATA)).resolve("master.key");
        secrets.put("the master key", Files.readString(master).strip());
        secrets.put("ClickHouse's password", STACK.settings().get(Setting.MIGO_CLICKHOUSE_PASSWORD));
        made(
                "/v1/webhooks",
                "{\"url\":\"http://127.0.0.1:1/x\",\"retry\":{\"max_attempts\":1}}",
                "secret",
                "a webhook's secret");
        String key = "{\"name\":\"k\",\"scopes\":[\"messages:send\"]}";
        made("/v1/api-keys", key, "key", "a further key");
        STACK.api()
                .post(
                        "/v1/users",
                        "{\"email\":\"o@example.com\",\"name\":\"O\",\"role\":\"owner\",\"password\":\"" + PASSPHRASE
                                + "\"}",
                        201);
        attempt(BEARER, "/v1/messages", "{}");
        attempt(live, "/v1/users", "{\"email\":\"x\",\"password\":[\"" + PASSPHRASE + "\"]}");
        attempt(live, "/v1/messages", send("\"subject\":\"x\",\"text\":{\"x\":\"" + BODY + "\"}"));
        attempt(
                live,
                "/v1/messages",
                send("\"template\":\"otp-verification-v3\",\"variables\":{\"otp_code\":\"" + VARIABLE + "\"}"));
        attempt(live, "/v1/messages", send("\"template\":\"otp-verification-v3\",\"variables\":\"" + VARIABLE + "\""));
        attempt(live, "/v1/messages", "{\"text\":\"" + BODY + "\",");
        smtp(SMTP_PASSWORD, "X-Own: x");
        smtp(live, "X-Migo-Var-code: " + VARIABLE);
        smtp(live, "X-Own: x");
        String template = "{\"alias\":\"canary\",\"subject\":\"Your code\",\"html\":\"<p>${code}</p>\","
                + "\"class\":\"critical\"}";
        STACK.api().post("/v1/templates", template, 201);
        String otp = "\"template\":\"canary\",\"variables\":{\"code\":\"" + VARIABLE + "\"}";
        String sent = STACK.send(send(otp));
        STACK.awaitStory(sent, "delivered");
        STACK.awaitInbox("priya@example.com", 2);
        Await.until("its events", () -> STACK.events(sent).size(), size -> size >= 3);
        replies.add(STACK.story(sent).toString());
        replies.add(STACK.events(sent).toString());
        for (String path : List.of(
                "webhooks", "api-keys", "users", "applications", "domains", "audit-logs", "events", "messages")) {
            replies.add(STACK.api().get("/v1/" + path, 200).toString());
        }
    }

    private void absent(String where, String text) {
        secrets.forEach((name, secret) -> assertFalse(text.contains(secret), () -> name + " is in " + where));
    }

    private static String ask(String query) throws Exception {
        ClickHouseAddress store = ClickHouseAddress.from(STACK.settings());
        String login = store.user() + ":" + store.password();
        HttpRequest request = HttpRequest.newBuilder(URI.create(store.url() + "/"))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
                .POST(HttpRequest.BodyPublishers.ofString(query))
                .build();
        HttpResponse<String> reply = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        assertEquals(200, reply.statusCode(), reply::body);
        return reply.body();
    }

    @Test
    void no_secret_is_in_a_log_a_reply_an_event_or_an_analytics_table() throws Exception {
        try (Listening listening = new Listening()) {
            LoggerFactory.getLogger("io.migomail.Heard").debug(HEARD);
            use();
            LoggerFactory.getLogger("io.migomail.Heard").debug(HEARD);
        }
        assertEquals(2, Collections.frequency(logged, HEARD), "the log is heard from beginning to end");
        logged.forEach(line -> absent("the log: " + line, line));
        replies.forEach(reply -> absent("a reply: " + reply, reply));
        for (Topics.Topic topic : Topics.ALL) {
            // The message itself lies there, as it must; keys and secrets do not.
            boolean content = topic.name().startsWith("mail.accepted") || topic.equals(Topics.REROUTE);
            if (content) {
                secrets.remove("a variable");
                secrets.remove("a body");
            } else {
                secrets.put("a variable", VARIABLE);
                secrets.put("a body", BODY);
            }
            TopicReader.values(STACK.settings(), topic)
                    .values()
                    .forEach(records -> records.forEach(value -> {
                        if (value != null) {
                            absent(topic.name(), new String(value, StandardCharsets.ISO_8859_1));
                        }
                    }));
        }
        secrets.put("a variable", VARIABLE);
        secrets.put("a body", BODY);
        String database = ClickHouseAddress.from(STACK.settings()).database();
        String tables = ask("SELECT name FROM system.tables WHERE database = '" + database + "' FORMAT TSVRaw");
        assertTrue(tables.contains("events"), tables);
        for (String table : tables.split("\n")) {
            // What the API gives back of mail that is not critical; of what is, not even here (docs/adr/0038).
            if (table.equals("contents")) {
                secrets.remove("a body");
            } else {
                secrets.put("a body", BODY);
            }
            absent("table " + table, ask("SELECT * FROM " + database + "." + table + " FORMAT TSVRaw"));
        }
    }
}
