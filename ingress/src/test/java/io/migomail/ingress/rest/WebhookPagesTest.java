package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.migomail.analytics.WebhookLog;
import io.migomail.control.EntityKind;
import io.migomail.control.UserRole;
import io.migomail.core.EventType;
import io.migomail.core.IsoTime;
import io.migomail.core.record.MailEvent;
import io.migomail.core.record.Webhook;
import io.migomail.core.record.WebhookOutcome;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pages of webhooks. */
class WebhookPagesTest {
    private static final String HOSTILE = "<script>alert(1)</script>\"'>";
    private static final String URL = "https://hooks.yourapp.com/x";

    @AutoClose
    private final TestIngress api = TestIngress.open();

    private String id;

    @BeforeEach
    void start() throws Exception {
        api.dns.hosts.put("hooks.yourapp.com", "93.184.216.34");
        id = api.post("/v1/webhooks", "{\"url\":\"" + URL + "\",\"events\":[\"delivered\",\"opened\"]}")
                .body()
                .path("id")
                .asText();
    }

    private Browser browser(UserRole role) throws Exception {
        Browser browser = Browser.signedIn(api, role);
        assertEquals(200, browser.get(browser.page("/webhooks")).statusCode());
        return browser;
    }

    private String page(Browser browser, String below) throws Exception {
        HttpResponse<String> page = browser.get(browser.page("/webhooks/" + id + below));
        assertEquals(200, page.statusCode(), page.body());
        return page.body();
    }

    private HttpResponse<String> send(Browser browser, String below, String... fields) throws Exception {
        return browser.post(browser.page("/webhooks/" + id + below), fields);
    }

    private JsonNode webhook() throws Exception {
        return api.get("/v1/webhooks/" + id).body();
    }

    private void attempt(String event, int number, int status, String error) {
        WebhookOutcome outcome = WebhookOutcome.newBuilder()
                .setWebhookId(id)
                .setEventId(event)
                .setAttempt(number)
                .setAt(api.time.wallMillis())
                .setStatus(status)
                .setError(error)
                .setDurationMs(1234)
                .build();
        api.store.attempts.add(new WebhookLog.Entry(outcome, "delivered", "msg_1"));
    }

    private static void isText(String page) {
        assertTrue(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), page);
        assertFalse(page.contains("<script>alert"), page);
    }

    @Test
    void webhookIsAddedAndItsSecretShownOnce() throws Exception {
        Browser browser = browser(UserRole.OWNER);
        HttpResponse<String> made = browser.post(
                browser.page("/webhooks/new"),
                "url",
                "https://hooks.yourapp.com/y",
                "events",
                "hard_bounce",
                "events",
                "opened",
                "retry.schedule",
                "5, 60",
                "retry.max_age",
                "3600");
        assertEquals(200, made.statusCode(), made.body());
        assertTrue(made.body().contains("data-copy=\"whsec_"), made.body());
        JsonNode webhook = api.get("/v1/webhooks?limit=100").body().path("data").path(1);
        if (webhook.path("id").asText().equals(id)) {
            webhook = api.get("/v1/webhooks?limit=100").body().path("data").path(0);
        }
        assertEquals("[\"hard_bounce\",\"opened\"]", webhook.path("events").toString());
        assertEquals(
                "{\"schedule\":[5,60],\"max_age\":3600}", webhook.path("retry").toString());
        String list = browser.get(browser.page("/webhooks")).body();
        assertTrue(list.contains("https://hooks.yourapp.com/y") && list.contains("hard_bounce, opened"), list);
        assertFalse(list.contains("whsec_"), "shown once");
    }

    @Test
    void faultsAreShownAndWhatWasTypedStays() throws Exception {
        Browser browser = browser(UserRole.OWNER);
        HttpResponse<String> answer = browser.post(
                browser.page("/webhooks/new"),
                "url",
                "https://hooks.yourapp.com/" + HOSTILE,
                "events",
                "opened",
                "retry.schedule",
                "5, soon",
                "retry.max_attempts",
                "99");
        assertEquals(422, answer.statusCode());
        assertTrue(answer.body().contains("A whole number of seconds is expected."), answer.body());
        assertTrue(answer.body().contains("from 1 to 50"), answer.body());
        assertTrue(answer.body().contains("value=\"opened\" checked"), answer.body());
        assertTrue(answer.body().contains("5, soon"), answer.body());
        isText(answer.body());
    }

    @Test
    void changeIsOfWhatTheFormSaysAndEmptyRetriesAreTheStandardAgain() throws Exception {
        Browser browser = browser(UserRole.OWNER);
        HttpResponse<String> changed = send(browser, "", "url", URL, "retry.max_attempts", "3");
        assertEquals(303, changed.statusCode(), changed.body());
        assertEquals(3, webhook().at("/retry/max_attempts").asInt());
        assertEquals(0, webhook().path("events").size());
        assertTrue(page(browser, "").contains("name=\"retry.max_attempts\" type=\"number\""), "shown");
        send(browser, "", "url", URL, "retry.max_attempts", "");
        assertTrue(
                webhook().at("/retry/max_attempts").isMissingNode(), webhook().toString());
        HttpResponse<String> refused = send(browser, "", "url", "ftp://x");
        assertEquals(422, refused.statusCode());
        assertTrue(refused.body().contains("value=\"ftp://x\""), refused.body());
        assertEquals(URL, webhook().path("url").asText());
    }

    @Test
    void whyItIsDisabledIsToldAndItIsEnabledAgain() throws Exception {
        Browser browser = browser(UserRole.OWNER);
        Webhook off = api.control.view().webhook(id).toBuilder()
                .setEnabled(false)
                .setDisabledReason("gone")
                .setDisabledAt(1)
                .build();
        api.control.put(off, api.control.version(EntityKind.WEBHOOK, id));
        assertTrue(page(browser, "").contains("its endpoint answered 410"), "why");
        assertEquals(303, send(browser, "/enabled", "enabled", "true").statusCode());
        assertTrue(webhook().path("enabled").asBoolean());
        assertEquals(303, send(browser, "/enabled", "enabled", "false").statusCode());
        assertFalse(webhook().path("enabled").asBoolean());
        assertTrue(page(browser, "").contains("Disabled by hand."), "why");
    }

    @Test
    void sampleShowsWhatCameBackAsText() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            byte[] reply = HOSTILE.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(503, reply.length);
            exchange.getResponseBody().write(reply);
            exchange.close();
        });
        server.start();
        try {
            Browser browser = browser(UserRole.OWNER);
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/x";
            assertEquals(303, send(browser, "", "url", url).statusCode());
            HttpResponse<String> answer = send(browser, "/test", "event", "opened");
            assertEquals(200, answer.statusCode(), answer.body());
            assertTrue(answer.body().contains("<dd>503</dd>"), answer.body());
            isText(answer.body());
        } finally {
            server.stop(0);
        }
    }

    @Test
    void newSecretIsShownOnce() throws Exception {
        Browser browser = browser(UserRole.OWNER);
        HttpResponse<String> made = send(browser, "/secret", "overlap_seconds", "3600");
        assertEquals(200, made.statusCode(), made.body());
        assertTrue(made.body().contains("data-copy=\"whsec_"), made.body());
        String page = page(browser, "");
        assertTrue(page.contains("signs too until"), page);
        assertFalse(page.contains("whsec_"), page);
        assertEquals(422, send(browser, "/secret", "overlap_seconds", "-1").statusCode());
    }

    @Test
    void everyEventIsExplainedWhereItIsChosen() throws Exception {
        Browser browser = browser(UserRole.OWNER);
        String page = browser.get(browser.page("/webhooks/new")).body();
        Matcher choice = Pattern.compile("name=\"events\" value=\"([a-z_]+)\"> <span>\\1( <span class=\"dim\">[a-z])?")
                .matcher(page);
        int choices = 0;
        while (choice.find()) {
            choices++;
            assertNotNull(choice.group(2), choice.group(1));
        }
        assertEquals(EventType.values().length, choices, page);
    }

    @Test
    void logTellsEachAttemptAndItsFiltersReachTheStore() throws Exception {
        Browser browser = browser(UserRole.VIEWER);
        attempt("evt_2", 2, 204, "");
        attempt("evt_1", 1, 0, HOSTILE);
        String log = page(browser, "/deliveries");
        for (String shown : new String[] {"evt_2", "HTTP 204", "1234 ms", "/messages/msg_1", "badge failed"}) {
            assertTrue(log.contains(shown), shown);
        }
        isText(log);
        page(browser, "/deliveries?result=failed&event=evt_1");
        WebhookLog.Query query = api.store.logQueries.get(api.store.logQueries.size() - 1);
        assertEquals("evt_1", query.eventId());
        assertEquals(WebhookLog.Result.FAILED, query.result());
        isText(page(browser, "/deliveries?event=%3Cscript%3Ealert(1)%3C/script%3E"));
    }

    @Test
    void logGoesOnWithItsFilters() throws Exception {
        Browser browser = browser(UserRole.VIEWER);
        for (int n = 0; n < 30; n++) {
            attempt("evt_" + n, 1, 500, "");
        }
        String more = page(browser, "/deliveries?result=failed")
                .replaceAll("(?s).*<a class=\"button\" href=\"([^\"]+)\">Next page.*", "$1")
                .replace("&amp;", "&");
        assertTrue(more.startsWith("?result=failed&cursor="), more);
        assertTrue(page(browser, "/deliveries" + more).contains("evt_"), "the next page");
    }

    @Test
    void deliveryIsSentAgain() throws Exception {
        Browser browser = browser(UserRole.OWNER);
        attempt("evt_1", 1, 500, "");
        MailEvent event =
                MailEvent.newBuilder().setEventId("evt_1").setType("delivered").build();
        api.events.put(api.first.application().getId() + "/msg_1", List.of(event));
        assertTrue(page(browser, "/deliveries").contains("/deliveries/evt_1.1/retry\""), "offered");
        assertEquals(303, send(browser, "/deliveries/evt_1.1/retry").statusCode());
        assertEquals(1, asked(), "asked for");
        assertEquals(404, send(browser, "/deliveries/evt_1.7/retry").statusCode());
    }

    private long asked() {
        return api.facts.written.stream()
                .filter(fact -> fact.topic().name().equals("webhook.requests"))
                .count();
    }

    @Test
    void replayIsAskedForFollowedAndCanceled() throws Exception {
        Browser browser = browser(UserRole.OWNER);
        String from = IsoTime.text(api.time.wallMillis() - 3_600_000).substring(0, 16);
        HttpResponse<String> begun = send(browser, "/replay", "from", from, "events", "opened");
        assertEquals(303, begun.statusCode(), begun.body());
        assertEquals(from + ":00.000Z", webhook().at("/replay/from").asText());
        String page = page(browser, "/replay");
        assertTrue(page.contains("A replay is under way"), page);
        String again = page.replaceAll("(?s).*hx-get=\"([^\"]+)\".*", "$1");
        assertEquals(204, browser.get(again).statusCode());
        assertEquals(409, send(browser, "/replay", "from", from).statusCode());
        assertEquals(303, send(browser, "/replay/cancel").statusCode());
        HttpResponse<String> part = browser.get(again);
        assertEquals(200, part.statusCode());
        assertTrue(part.body().contains("No replay is under way."), part.body());
        assertFalse(part.body().contains("<html"), "a part only");
        HttpResponse<String> faulty = send(browser, "/replay", "from", "", "to", HOSTILE);
        assertEquals(422, faulty.statusCode());
        assertTrue(faulty.body().contains("The field is required."), faulty.body());
    }

    @Test
    void webhookIsDeletedAfterAQuestion() throws Exception {
        Browser browser = browser(UserRole.OWNER);
        assertTrue(page(browser, "").contains("data-confirm=\"Delete the webhook"), "it asks first");
        assertEquals(303, send(browser, "/delete").statusCode());
        assertEquals(404, browser.get(browser.page("/webhooks/" + id)).statusCode());
    }

    private static final String[] ACTIONS = {
        "", "/enabled", "/test", "/secret", "/delete", "/replay", "/replay/cancel", "/deliveries/evt_1.1/retry"
    };

    @Test
    void whoeverOnlyLooksIsOfferedNothingElse() throws Exception {
        attempt("evt_1", 1, 500, "");
        Browser viewer = browser(UserRole.VIEWER);
        for (String below : new String[] {"", "/deliveries", "/replay"}) {
            String page = page(viewer, below);
            assertFalse(page.contains("method=\"post\" action=\"" + viewer.page("/webhooks")), page);
        }
        for (String action : ACTIONS) {
            assertEquals(403, send(viewer, action, "url", URL).statusCode(), action);
        }
        assertEquals(403, viewer.post(viewer.page("/webhooks/new"), "url", URL).statusCode());
        Browser designer = Browser.signedIn(api, UserRole.DESIGNER);
        assertFalse(designer.get(designer.page("")).body().contains("/live/webhooks\""), "not offered");
        assertEquals(403, designer.get(designer.page("/webhooks")).statusCode());
    }

    @Test
    void anotherAccountsWebhookIsNotThere() throws Exception {
        Browser browser = browser(UserRole.OWNER);
        String theirs = api.call("POST", "/v1/webhooks", api.second.liveKey(), "{\"url\":\"" + URL + "\"}")
                .body()
                .path("id")
                .asText();
        for (String other : new String[] {theirs, "whk_none"}) {
            String path = browser.page("/webhooks/" + other);
            for (String below : new String[] {"", "/deliveries", "/replay", "/replay/now"}) {
                assertEquals(404, browser.get(path + below).statusCode(), below);
            }
            for (String action : ACTIONS) {
                assertEquals(
                        404,
                        browser.post(path + action, "url", URL, "from", "2026-01-01T00:00")
                                .statusCode(),
                        action);
            }
        }
    }
}
