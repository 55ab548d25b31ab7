package io.migomail.ingress.rest;

import static io.migomail.ingress.rest.MessageFixture.HOSTILE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.analytics.MessageQuery;
import io.migomail.control.UserRole;
import io.migomail.core.CancelVerdict;
import io.migomail.core.EventType;
import io.migomail.core.Ids;
import io.migomail.core.record.DeliveryPlace;
import io.migomail.core.record.Engagement;
import io.migomail.core.record.PaceStatus;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Finding messages, and the page of one. */
class MessagePagesTest {
    private static final String ONE =
            "{\"to\":\"a@example.com\",\"from\":\"noreply@yourapp.com\",\"subject\":\"Hi\",\"text\":\"x\"}";
    private static final String TWO =
            "{\"to\":[\"a@example.com\",\"b@example.com\"],\"from\":\"noreply@yourapp.com\",\"subject\":\"Hi\",\"text\":\"x\"}";

    @AutoClose
    private final TestIngress api = TestIngress.open();

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElse("");
    }

    private Browser owner() throws Exception {
        return Browser.signedIn(api, UserRole.OWNER);
    }

    private static String body(HttpResponse<String> answer) {
        assertEquals(200, answer.statusCode(), answer.body());
        return answer.body();
    }

    private String page(MessageFixture message) throws Exception {
        Browser browser = owner();
        return body(browser.get(browser.page("/messages/" + message.id)));
    }

    @Test
    void wordsOfTheTopBarLeadToWhatTheyAre() throws Exception {
        Browser browser = owner();
        String list = browser.page("/messages");
        assertEquals(list + "/msg_4711", location(browser.get(list + "?q=+msg_4711+")));
        assertEquals(list + "?recipient=a%40example.com", location(browser.get(list + "?q=a%40example.com")));
        assertEquals(list + "?subject=order%204711", location(browser.get(list + "?q=order+4711")));
        assertEquals(list + "/msg_4711", location(browser.get(list + "?id=msg_4711")));
    }

    @Test
    void everyConditionReachesTheSearch() throws Exception {
        Browser browser = owner();
        String query = "?recipient=a%40example.com&subject=order&status=bounced&class=high&from=n%40yourapp.com"
                + "&template=order&tag=x&since=2026-03-01T12:00&until=2026-03-02";
        String page = body(browser.get(browser.page("/messages") + query));
        MessageQuery asked = api.store.queries.get(0);
        assertEquals(new MessageQuery.Delivery("a@example.com", Set.of("bounced")), asked.delivery());
        assertEquals("n@yourapp.com", asked.content().from());
        assertEquals("order", asked.content().subject());
        assertEquals("order", asked.content().template());
        assertEquals("high", asked.content().messageClass());
        assertEquals("[x]", asked.content().tags().toString());
        assertEquals(Instant.parse("2026-03-01T12:00:00Z").toEpochMilli(), asked.since());
        assertEquals(Instant.parse("2026-03-02T00:00:00Z").toEpochMilli(), asked.until());
        assertTrue(page.contains("No message matches"), page);
        assertTrue(page.contains("value=\"a@example.com\""), page);
        assertTrue(page.contains("<option value=\"bounced\" selected>"), page);
    }

    @Test
    void pagesGoOnWithTheSameConditions() throws Exception {
        MessageFixture message = MessageFixture.send(api, ONE);
        for (int n = 0; n < 30; n++) {
            api.store.found.add(
                    0,
                    new io.migomail.analytics.FoundMessage(
                            message.message.getHead().toBuilder()
                                    .setMessageId("msg_" + n)
                                    .setReceivedAt(1_000_000L + n)
                                    .build(),
                            java.util.List.of()));
        }
        Browser browser = owner();
        String page = body(browser.get(browser.page("/messages") + "?subject=Hi"));
        assertTrue(page.contains("/messages/msg_29\""), page);
        assertFalse(page.contains("/messages/msg_4\""), page);
        String next = page.replaceAll("(?s).*href=\"(/dashboard/[^\"]*cursor=[^\"]*)\".*", "$1")
                .replace("&amp;", "&");
        assertTrue(next.contains("subject=Hi&cursor="), next);
        String second = body(browser.get(next));
        assertTrue(second.contains("/messages/msg_4\"") && !second.contains("/messages/msg_29\""), second);
        assertTrue(second.contains("Newest"), second);
    }

    @Test
    void faultyConditionIsSaidAtItsField() throws Exception {
        Browser browser = owner();
        HttpResponse<String> answer = browser.get(browser.page("/messages") + "?recipient=nobody&template=order");
        assertEquals(422, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("id=\"fault-recipient\""), answer.body());
        assertTrue(answer.body().contains("value=\"order\""), answer.body());
    }

    @Test
    void emptyListSaysHowToBegin() throws Exception {
        Browser browser = owner();
        String page = body(browser.get(browser.page("/messages")));
        assertTrue(page.contains("No messages yet") && page.contains("href=\"/docs\""), page);
    }

    @Test
    void messageIsToldWithItsStagesAndAttempts() throws Exception {
        MessageFixture message = MessageFixture.send(api, ONE);
        message.told(
                message.event(0, EventType.QUEUED, 0, 10),
                message.event(0, EventType.SOFT_BOUNCE, 1, 400)
                        .setSmtp(MessageFixture.smtp(451, "4.7.1", "451 4.7.1 greylisted"))
                        .setCategory("greylisted"),
                message.event(0, EventType.DELIVERED, 2, 60_300)
                        .setSmtp(MessageFixture.smtp(250, "2.0.0", "250 2.0.0 queued as 4711")));
        String page = page(message);
        for (String part : new String[] {
            "stage-queue",
            "stage-accept",
            "Accepted and durable",
            "451 4.7.1 greylisted",
            "250 2.0.0 queued as 4711",
            "mx1.example.com",
            "192.0.2.25",
            "198.51.100.7",
            "TLSv1.3",
            "+400 ms",
            "1 min 0 s",
            "Attempt 2",
            "data-copy=\"" + message.id,
            "?recipient=a%40example.com"
        }) {
            assertTrue(page.contains(part), part + " in " + page);
        }
        assertFalse(page.contains("/cancel\""), "it is settled");
        assertFalse(page.contains("every 4s"), "it does not change any more");
    }

    @Test
    void whatWaitsSaysWhyAndCanBeCanceled() throws Exception {
        MessageFixture message = MessageFixture.send(api, ONE);
        message.told(message.event(0, EventType.QUEUED, 0, 10));
        api.pace.places.put(
                "d",
                DeliveryPlace.newBuilder()
                        .setDeliveryId(Ids.delivery(message.id, 0))
                        .setPaceKey("mx:mx.example.com|pool_1")
                        .setReason("throttled")
                        .setStatus(PaceStatus.newBuilder()
                                .setPaceKey("mx:mx.example.com|pool_1")
                                .setAt(api.time.wallMillis())
                                .setSentence("It rests for a while."))
                        .build());
        api.pace.verdicts.put(Ids.delivery(message.id, 0), CancelVerdict.CANCELED);
        Browser browser = owner();
        String path = browser.page("/messages/" + message.id);
        String page = body(browser.get(path));
        assertTrue(page.contains("Where it is now") && page.contains("It rests for a while."), page);
        assertTrue(page.contains("every 4s"), page);
        HttpResponse<String> canceled = browser.post(path + "/cancel");
        assertEquals(303, canceled.statusCode(), canceled.body());
        assertEquals(1, api.pace.requests.size());
        assertTrue(body(browser.get(location(canceled))).contains("The message was canceled."), "the notice");
    }

    @Test
    void cancelingWhatHasLeftSaysSo() throws Exception {
        MessageFixture message = MessageFixture.send(api, ONE);
        message.told(message.event(0, EventType.DELIVERED, 1, 300));
        Browser browser = owner();
        browser.get(browser.page("/messages"));
        HttpResponse<String> answer = browser.post(browser.page("/messages/" + message.id + "/cancel"));
        assertEquals(303, answer.statusCode(), answer.body());
        assertTrue(
                body(browser.get(location(answer))).contains("Nothing of this message waits any more"), "the notice");
    }

    @Test
    void viewerIsNotOfferedToCancelAndRefused() throws Exception {
        MessageFixture message = MessageFixture.send(api, ONE);
        Browser browser = Browser.signedIn(api, UserRole.VIEWER);
        String path = browser.page("/messages/" + message.id);
        assertFalse(body(browser.get(path)).contains("/cancel\""), "not offered");
        assertEquals(403, browser.post(path + "/cancel").statusCode());
        assertTrue(api.pace.requests.isEmpty(), "nothing was asked for");
    }

    @Test
    void severalRecipientsStandInATable() throws Exception {
        MessageFixture message = MessageFixture.send(api, TWO);
        message.told(
                message.event(0, EventType.DELIVERED, 1, 300).setSmtp(MessageFixture.smtp(250, "", "250 ok")),
                message.event(1, EventType.HARD_BOUNCE, 1, 400)
                        .setSmtp(MessageFixture.smtp(550, "5.1.1", "550 5.1.1 no such user")));
        String page = page(message);
        assertTrue(page.contains("1 bounced") && page.contains("1 delivered"), page);
        assertTrue(page.contains("What became of each recipient"), page);
        assertTrue(page.contains("Attempt 1 to b@example.com"), page);
    }

    @Test
    void withoutTheEventStoreTheRestIsShown() throws Exception {
        MessageFixture message = MessageFixture.send(api, ONE);
        api.store.away = true;
        assertTrue(page(message).contains("The event store does not answer now"), "it says so");
    }

    @Test
    void messageOfAnotherIsAsOneThatIsNotThere() throws Exception {
        MessageFixture message = MessageFixture.send(api, ONE);
        Browser.person(api, api.second.account().getId(), "eve@second.example", UserRole.OWNER);
        Browser eve = new Browser(api);
        eve.signIn("eve@second.example", Browser.PASSWORD);
        String own = "/dashboard/" + api.second.application().getId() + "/live/messages/";
        for (String tab :
                new String[] {"", "/content", "/content/html", "/content/mail", "/webhooks", "/proof", "/proof/0"}) {
            HttpResponse<String> theirs = eve.get(own + message.id + tab);
            assertEquals(404, theirs.statusCode(), tab);
            assertEquals(eve.get(own + "msg_none" + tab).body().replace("msg_none", message.id), theirs.body(), tab);
        }
        assertEquals(404, eve.post(own + message.id + "/cancel").statusCode());
        assertEquals(
                404, eve.get(own.replace("/live/", "/sandbox/") + message.id).statusCode());
    }

    @Test
    void textsFromOutsideStayText() throws Exception {
        MessageFixture message = MessageFixture.send(api, ONE);
        var head = message.message.getHead().toBuilder()
                .setSubject(HOSTILE)
                .setTemplateAlias(HOSTILE)
                .addTags(HOSTILE)
                .putMetadata(HOSTILE, HOSTILE)
                .build();
        message.told(
                message.event(0, EventType.HARD_BOUNCE, 1, 300)
                        .setHead(head)
                        .setCode(HOSTILE)
                        .setDetail(HOSTILE)
                        .setCategory(HOSTILE)
                        .setBlame(HOSTILE)
                        .setRecipient(HOSTILE)
                        .setSmtp(MessageFixture.smtp(550, HOSTILE, HOSTILE)
                                .setMx(HOSTILE)
                                .setMxIp(HOSTILE)
                                .setEgressIp(HOSTILE)
                                .setTlsVersion(HOSTILE)
                                .setStage(HOSTILE)),
                message.event(0, EventType.CLICKED, 1, 400)
                        .setHead(head)
                        .setEngagement(Engagement.newBuilder().setUrl(HOSTILE).setUserAgent(HOSTILE)));
        message.found(HOSTILE, HOSTILE);
        Browser browser = owner();
        for (String path : new String[] {
            "/messages",
            "/messages?subject=%3Cscript%3Ealert(1)%3C/script%3E",
            "/messages/" + message.id,
            "/messages/" + message.id + "/content",
            "/messages/" + message.id + "/webhooks",
            "/messages/" + message.id + "/proof"
        }) {
            HttpResponse<String> answer = browser.get(browser.page(path));
            assertFalse(body(answer).contains("<script>alert"), path);
            assertTrue(answer.body().contains("&lt;script&gt;alert(1)"), path + " shows it: " + answer.body());
            String policy =
                    answer.headers().firstValue("Content-Security-Policy").orElse("");
            assertTrue(policy.contains("script-src 'self'"), policy);
            assertFalse(answer.body().contains(" style="), path);
        }
    }
}
