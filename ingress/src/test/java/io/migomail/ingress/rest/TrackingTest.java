package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.control.MasterKey;
import io.migomail.core.Environment;
import io.migomail.core.Ids;
import io.migomail.core.Limits;
import io.migomail.core.RecordCodec;
import io.migomail.core.Subscriber;
import io.migomail.core.Topics;
import io.migomail.core.TrackingKind;
import io.migomail.core.TrackingLink;
import io.migomail.core.TrackingTokens;
import io.migomail.core.record.Suppression;
import io.migomail.core.record.Tracking;
import io.migomail.core.record.TrackingHit;
import io.migomail.ingress.intake.SendRequest;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.rest.TestIngress.Answer;
import io.migomail.ingress.send.SendParser;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What the links of mails lead to. */
class TrackingTest {
    private static final String DELIVERY = Ids.delivery(
            new io.migomail.core.MessageIds(new byte[32]).next("app_1", 1_700_000_000_000L, new Random(3)), 1);
    private static final String TARGET = "https://shop.example/?a=b&c=%20#d";
    private static final TrackingTokens TOKENS = new TrackingTokens(new MasterKey(new byte[32])::derive);

    private static final Subscriber READER = new Subscriber("acc_1", "app_1", Environment.LIVE, "Reader@example.com");

    @AutoClose
    private final TestIngress api = TestIngress.open();

    private static String path(TrackingLink link) {
        return link.kind().path() + TOKENS.seal(link);
    }

    private Answer call(String method, String path, String... headers) throws Exception {
        return api.call(method, path, null, null, headers);
    }

    private List<TrackingHit> hits(int atLeast) {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (written().size() < atLeast && System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000);
        }
        return written();
    }

    private List<TrackingHit> written() {
        return api.facts.written.stream()
                .filter(fact -> fact.topic().name().equals("mail.hits"))
                .map(fact -> RecordCodec.HIT.decode(fact.value()))
                .toList();
    }

    private static String header(Answer answer, String name) {
        return answer.raw().headers().firstValue(name).orElse("");
    }

    @Test
    void theImageIsOnePixelThatNobodyKeeps() throws Exception {
        Answer answer = call(
                "GET",
                path(TrackingLink.open(DELIVERY)),
                "User-Agent",
                "Mail\t1.0",
                "Sec-Purpose",
                "prefetch;prerender");
        assertEquals(200, answer.status());
        assertEquals("image/gif", header(answer, "Content-Type"));
        assertEquals("no-store, private", header(answer, "Cache-Control"));
        TrackingHit hit = hits(1).get(0);
        assertEquals(DELIVERY, hit.getDeliveryId());
        assertEquals(TrackingKind.OPEN.word(), hit.getKind());
        assertEquals(api.time.wallMillis(), hit.getAt());
        assertEquals("Mail?1.0", hit.getUserAgent());
        assertEquals("prefetch;prerender", hit.getPurpose());
        assertTrue(hit.getHitId().startsWith("hit_"));
        assertFalse(hit.toString().contains("127.0.0.1"));
    }

    @Test
    void aClickLeadsOnAndTellsTheTargetNothing() throws Exception {
        Answer answer = call("GET", path(TrackingLink.click(DELIVERY, TARGET)));
        assertEquals(302, answer.status());
        assertEquals(TARGET, header(answer, "Location"));
        assertEquals("no-referrer", header(answer, "Referrer-Policy"));
        assertEquals(TARGET, hits(1).get(0).getUrl());
    }

    @Test
    void lookingAtThePageChangesNothingAndItsButtonDoes() throws Exception {
        String path = path(TrackingLink.unsubscribe(DELIVERY, READER));
        Answer page = call("GET", path);
        assertEquals(200, page.status());
        assertTrue(page.raw()
                .body()
                .contains("<form method=\"post\"><button name=\"List-Unsubscribe\" value=\"One-Click\">"));
        assertTrue(header(page, "Content-Security-Policy").startsWith("default-src 'none'; style-src 'sha256-"));
        assertEquals(List.of(), written());
        Answer done = api.call(
                "POST", path, null, "List-Unsubscribe=One-Click", "Content-Type", "application/x-www-form-urlencoded");
        assertEquals(200, done.status());
        String form = "--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--x--\r\n";
        assertEquals(
                200,
                api.call("POST", path, null, form, "Content-Type", "multipart/form-data; boundary=x")
                        .status());
        assertEquals(
                List.of("unsubscribe", "unsubscribe"),
                written().stream().map(TrackingHit::getKind).toList());
    }

    private List<Suppression> suppressed() {
        return api.facts.written.stream()
                .filter(fact -> fact.topic().equals(Topics.SUPPRESSIONS))
                .map(fact -> RecordCodec.SUPPRESSION.decode(fact.value()))
                .toList();
    }

    @Test
    void whoUnsubscribesIsSuppressedByTheLinkAloneThoughTheStoreKnowsNoSuchMail() throws Exception {
        assertEquals(
                200,
                call("GET", path(TrackingLink.unsubscribe(DELIVERY, READER))).status());
        assertEquals(List.of(), suppressed(), "looking changes nothing");
        assertEquals(
                200,
                call("POST", path(TrackingLink.unsubscribe(DELIVERY, READER))).status());
        Suppression expected = Suppression.newBuilder()
                .setAccountId("acc_1")
                .setApplicationId("app_1")
                .setEnvironment("live")
                .setAddress("reader@example.com")
                .setReason("unsubscribe")
                .setAt(api.time.wallMillis())
                .setOrigin(Ids.messageOf(DELIVERY))
                .build();
        assertEquals(List.of(expected), suppressed());
        assertEquals(expected.getAt(), written().get(0).getAt(), "the event's suppression is the same one");
    }

    @Test
    void inTheSandboxAndByOldLinksTheLinkAloneSuppressesNobody() throws Exception {
        Subscriber simulated = new Subscriber("acc_1", "app_1", Environment.SANDBOX, "reader@example.com");
        TrackingLink old = new TrackingLink(TrackingKind.UNSUBSCRIBE, DELIVERY, "", null);
        for (TrackingLink link : List.of(TrackingLink.unsubscribe(DELIVERY, simulated), old)) {
            assertEquals(200, call("POST", path(link)).status());
        }
        assertEquals(List.of(), suppressed());
        assertEquals(2, written().size(), "the accounting job looks for whose they are");
    }

    @Test
    void unsubscribingIsAnsweredWhenItIsDurableAndTheOthersAtOnce() throws Exception {
        api.facts.away = true;
        Answer answer = call("POST", path(TrackingLink.unsubscribe(DELIVERY, READER)));
        assertEquals(503, answer.status());
        assertTrue(answer.raw().body().contains("<code>store_unavailable</code>"));
        assertEquals(200, call("GET", path(TrackingLink.open(DELIVERY))).status());
        assertEquals(
                302, call("GET", path(TrackingLink.click(DELIVERY, TARGET))).status());
        assertEquals(List.of(), written());
        api.facts.away = false;
        assertEquals(2, hits(2).size());
    }

    @Test
    void aTokenThatWeDidNotMakeLeadsNowhere() throws Exception {
        TrackingTokens foreign = new TrackingTokens(purpose -> List.of(new byte[32]));
        TrackingLink click = TrackingLink.click(DELIVERY, TARGET);
        String good = TOKENS.seal(click);
        for (TrackingKind kind : TrackingKind.values()) {
            for (String token : List.of(
                    foreign.seal(click), good.substring(1), good + "A", "x", "https:%2f%2fevil.example", "%0d%0aX:y")) {
                for (String method : kind == TrackingKind.UNSUBSCRIBE ? List.of("GET", "POST") : List.of("GET")) {
                    Answer answer = call(method, kind.path() + token);
                    assertEquals(404, answer.status(), kind + token);
                    assertEquals("", header(answer, "Location"));
                    assertTrue(
                            answer.raw().body().contains("<code>invalid_link</code>"),
                            answer.raw().body());
                }
            }
        }
        assertEquals(404, call("GET", "/t/o/" + good).status(), "a click is no image");
        assertEquals(404, call("POST", "/t/u/" + good).status(), "nor does it unsubscribe");
        assertEquals(List.of(), written());
    }

    @Test
    void headCountsForNothing() throws Exception {
        assertEquals(200, call("HEAD", path(TrackingLink.open(DELIVERY))).status());
        assertEquals("", header(call("HEAD", path(TrackingLink.click(DELIVERY, TARGET))), "Location"));
        call("GET", path(TrackingLink.open(DELIVERY)));
        assertEquals(1, hits(1).size());
    }

    @Test
    void aFloodOfOneLinkIsAnsweredAndCountedToALimit() throws Exception {
        String open = path(TrackingLink.open(DELIVERY));
        for (int i = 0; i < Limits.HITS_PER_MINUTE + 5; i++) {
            assertEquals(200, call("GET", open).status());
        }
        String other = path(TrackingLink.unsubscribe(DELIVERY, READER));
        for (int i = 0; i < Limits.HITS_PER_MINUTE; i++) {
            assertEquals(200, call("POST", other).status());
        }
        assertEquals(429, call("POST", other).status());
        assertEquals(
                2 * Limits.HITS_PER_MINUTE, hits(2 * Limits.HITS_PER_MINUTE).size());
        api.time.advance(java.time.Duration.ofMinutes(1));
        assertEquals(200, call("POST", other).status());
    }

    private static Tracking asked(String more) {
        String json =
                "{\"to\":\"a@example.com\",\"from\":\"n@yourapp.com\",\"subject\":\"x\",\"text\":\"x\"" + more + "}";
        var origin = new SendRequest.Origin("rest", 1, null, new byte[0], "");
        return SendParser.parse(Json.readObject(json.getBytes(StandardCharsets.UTF_8)), origin)
                .options()
                .tracking();
    }

    @Test
    void aSendSaysWhatIsTracked() throws Exception {
        assertEquals(Tracking.getDefaultInstance(), asked(""));
        assertEquals(
                Tracking.newBuilder().setOpens(true).build(), asked(",\"track_opens\":true,\"track_clicks\":false"));
        assertEquals(Tracking.newBuilder().setClicks(true).build(), asked(",\"track_clicks\":true"));
        Tracking unsubscribe = Tracking.newBuilder().setListUnsubscribe(true).build();
        assertEquals(unsubscribe, asked(",\"list_unsubscribe\":true"));
        String marketing = ",\"stream\":\"marketing\"";
        assertEquals(unsubscribe, asked(marketing));
        assertEquals(Tracking.getDefaultInstance(), asked(marketing + ",\"list_unsubscribe\":false"));
        String own = ",\"headers\":{\"List-Unsubscribe\":\"<mailto:u@yourapp.com>\"}";
        assertEquals(Tracking.getDefaultInstance(), asked(marketing + own));
        api.post(
                "/v1/messages",
                "{\"to\":\"a@example.com\",\"from\":\"n@yourapp.com\",\"subject\":\"x\",\"text\":\"x\"}");
        assertFalse(api.log.only().hasTracking(), "what nobody asks for costs nothing");
    }

    @Test
    void mailOfItsOwnForEachOfManyIsBounded() throws Exception {
        String content = "A".repeat(8 * 1024 * 1024);
        String many =
                "{\"to\":[\"a@example.com\",\"b@example.com\",\"c@example.com\",\"d@example.com\"],\"from\":\"n@yourapp.com\","
                        + "\"subject\":\"x\",\"text\":\"x\",\"attachments\":[{\"filename\":\"a\",\"content\":\""
                        + content + "\"}]";
        assertEquals(200, api.post("/v1/messages", many + "}").status());
        assertEquals(
                "payload_too_large",
                api.post("/v1/messages", many + ",\"track_opens\":true}").code());
    }
}
