package io.migomail.ingress.rest;

import static io.migomail.ingress.rest.MessageFixture.HOSTILE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.analytics.WebhookLog;
import io.migomail.control.UserRole;
import io.migomail.core.EventType;
import io.migomail.core.record.WebhookOutcome;
import io.migomail.ingress.json.Json;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a message said, whom it was told to, and its proof. */
class MessageContentPagesTest {
    @AutoClose
    private final TestIngress api = TestIngress.open();

    private Browser browser;
    private MessageFixture message;

    @BeforeEach
    void send() throws Exception {
        browser = Browser.signedIn(api, UserRole.OWNER);
        String body = Json.object()
                .put("to", "a@example.com")
                .put("from", "noreply@yourapp.com")
                .put("subject", "Hi")
                .put("text", HOSTILE + "the text")
                .put("html", "<p>the html</p><script>alert(2)</script>")
                .toString();
        message = MessageFixture.send(api, body);
    }

    private HttpResponse<String> get(String path) throws Exception {
        HttpResponse<String> answer = browser.get(browser.page("/messages/" + message.id + path));
        assertEquals(200, answer.statusCode(), answer.body());
        return answer;
    }

    @Test
    void htmlIsShownInAFrameThatMayDoNothing() throws Exception {
        message.kept(false).signed();
        String page = get("/content").body();
        assertTrue(page.contains("<iframe class=\"mail\" sandbox "), page);
        assertFalse(page.contains("alert(2)"), "the mail is not in the page");
        HttpResponse<String> frame = get("/content/html");
        assertTrue(frame.body().contains("<p>the html</p>"), frame.body());
        String policy = frame.headers().firstValue("Content-Security-Policy").orElse("");
        assertTrue(policy.startsWith("sandbox; default-src 'none'"), policy);
        assertTrue(policy.contains("frame-ancestors 'self'") && !policy.contains("script"), policy);
    }

    @Test
    void textHeadersAndSourceHaveAViewEach() throws Exception {
        message.kept(false).signed();
        String text = get("/content?view=text").body();
        assertTrue(text.contains("the text") && !text.contains("<script>alert"), text);
        String headers = get("/content?view=headers").body();
        assertTrue(headers.contains("<th scope=\"row\">Subject</th><td>Hi</td>"), headers);
        assertTrue(headers.contains("DKIM-Signature"), headers);
        String source = get("/content?view=source").body();
        assertTrue(source.contains("octet for octet what was sent"), source);
        HttpResponse<String> mail = get("/content/mail");
        assertTrue(mail.body().startsWith("DKIM-Signature: v=1;"), mail.body());
        assertEquals(
                "attachment; filename=\"" + message.id + ".eml\"",
                mail.headers().firstValue("Content-Disposition").orElse(""));
    }

    @Test
    void signatureOfTheMailThatWasSentIsVerifiedWithTheKeyOfTheDomain() throws Exception {
        message.kept(false).signed();
        String page = get("/content").body();
        assertTrue(page.contains("<span class=\"badge pass\">pass</span> yourapp.com, selector migo1"), page);
        message.turnKey();
        page = get("/content").body();
        assertTrue(page.contains("<span class=\"badge fail\">fail</span> yourapp.com"), page);
    }

    @Test
    void whereItsSignaturesCannotBeToldThatIsSaid() throws Exception {
        message.kept(false).told(message.event(0, EventType.QUEUED, 0, 10));
        assertTrue(get("/content").body().contains("No attempt has sent all of the mail yet"), "not sent yet");
        message.signed().kept(true);
        assertTrue(get("/content").body().contains("Only a redacted form of it is kept"), "redacted");
    }

    @Test
    void contentThatIsNotKeptIsSaidToBeGone() throws Exception {
        String page = get("/content").body();
        assertTrue(page.contains("The content is not kept"), page);
        assertEquals(
                404,
                browser.get(browser.page("/messages/" + message.id + "/content/html"))
                        .statusCode());
    }

    @Test
    void webhooksThatWereToldAreListed() throws Exception {
        message.told(message.event(0, EventType.DELIVERED, 1, 300));
        assertTrue(get("/webhooks").body().contains("There is no webhook"), "none yet");
        api.dns.hosts.put("hooks.yourapp.com", "93.184.216.34");
        String webhook = api.post(
                        "/v1/webhooks", "{\"url\":\"https://hooks.yourapp.com/a\",\"events\":[\"delivered\"]}")
                .body()
                .path("id")
                .asText();
        assertTrue(get("/webhooks").body().contains("Nothing was told yet"), "told nothing");
        WebhookOutcome outcome = WebhookOutcome.newBuilder()
                .setWebhookId(webhook)
                .setEventId("evt_0" + EventType.DELIVERED + "1")
                .setAttempt(1)
                .setAt(1_772_366_400_000L)
                .setStatus(500)
                .setDurationMs(12)
                .build();
        api.store.attempts.add(new WebhookLog.Entry(outcome, "delivered", message.id));
        int asked = api.store.logQueries.size();
        String page = get("/webhooks").body();
        assertEquals(asked + 1, api.store.logQueries.size(), "one question for a webhook");
        assertTrue(page.contains("https://hooks.yourapp.com/a") && page.contains(">failed</span> 500"), page);
    }

    @Test
    void proofIsToldAndCanBeTakenAlong() throws Exception {
        message.kept(false).signed();
        String page = get("/proof").body();
        assertTrue(page.contains("250 2.0.0 queued as 4711") && page.contains("/.well-known/jwks.json"), page);
        HttpResponse<String> proof = get("/proof/0");
        assertEquals(3, proof.body().split("\\.").length);
        assertTrue(page.contains(proof.body().substring(0, 40)), "the same header");
        assertEquals(
                404,
                browser.get(browser.page("/messages/" + message.id + "/proof/1"))
                        .statusCode());
    }
}
