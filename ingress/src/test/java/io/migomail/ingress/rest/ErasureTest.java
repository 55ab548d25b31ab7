package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.analytics.ErasureTable.Listed;
import io.migomail.analytics.ErasureTable.Traces;
import io.migomail.analytics.ErasureTable.Waiting;
import io.migomail.control.Erasures;
import io.migomail.control.MasterKey;
import io.migomail.control.SecretBox;
import io.migomail.core.CancelVerdict;
import io.migomail.core.Environment;
import io.migomail.core.Limits;
import io.migomail.core.RecordCodec;
import io.migomail.core.Topics;
import io.migomail.core.record.Erasure;
import io.migomail.core.record.Suppression;
import io.migomail.ingress.manage.ErasureSweep;
import io.migomail.ingress.manage.Recipients;
import io.migomail.ingress.rest.TestIngress.Answer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ErasureTest {
    private static final MasterKey MASTER = new MasterKey(new byte[32]);
    private static final String PATH = "/v1/recipients/Priya@Example.com/data";
    private static final String ADDRESS = "priya@example.com";

    @AutoClose
    private final TestIngress api = TestIngress.open();

    private String account() {
        return api.first.account().getId();
    }

    private Erasures erasures() {
        return new Erasures(api.control.view(), MASTER);
    }

    private Erasure erasure() {
        return api.control.view().erasure(erasures().id(account(), ADDRESS));
    }

    private void has(List<Waiting> waiting, List<Listed> listed) {
        api.store.traces.put(account() + "/" + ADDRESS, new Traces(waiting, listed));
    }

    private static Waiting waiting(String message, int recipients, long scheduledAt) {
        return new Waiting("app_1", "live", message, message + ".0", recipients, scheduledAt);
    }

    private Answer erase(String query) throws Exception {
        return api.call("DELETE", PATH + query, api.first.liveKey(), null);
    }

    private static String of(JsonNode entries, String field, String value, String wanted) {
        for (JsonNode entry : entries) {
            if (entry.path(field).asText().equals(value)) {
                return entry.path(wanted).asText();
            }
        }
        return "none";
    }

    private ErasureSweep sweep() {
        return new ErasureSweep(
                new Recipients.Parts(
                        api.control,
                        erasures(),
                        new SecretBox(MASTER, new SecureRandom()),
                        api.facts,
                        api.pace,
                        api.store,
                        false),
                api.time);
    }

    @Test
    void theReceiptSaysWhatWasErasedWhereAndWhenTheRestIsGone() throws Exception {
        has(List.of(), List.of(new Listed("app_1", "live", "unsubscribe", false)));
        api.post("/v1/webhooks", "{\"url\":\"http://127.0.0.1:9/hook\"}");
        Answer answer = erase("");
        assertEquals(200, answer.status(), answer.raw().body());
        JsonNode erased = answer.body().path("erased");
        assertEquals("7", of(erased, "store", "events", "rows"));
        assertEquals("anonymized", of(erased, "store", "deliveries", "action"));
        assertEquals("1", of(erased, "store", "suppressions", "rows"));
        assertEquals("unsubscribe", answer.body().at("/suppressions/0/reason").asText());
        assertEquals(
                "http://127.0.0.1:9/hook", answer.body().at("/webhooks/0/url").asText());
        String expires = of(answer.body().path("expiring"), "store", "topic mail.events", "expires_at");
        assertEquals(
                api.time.wallMillis() + Topics.longest(Topics.EVENTS).toMillis(),
                Instant.parse(expires).toEpochMilli());
        assertFalse(answer.raw().body().toLowerCase(java.util.Locale.ROOT).contains(ADDRESS));
        var person = api.store.erased.get(0);
        assertEquals(account() + " " + ADDRESS, person.accountId() + " " + person.address());
        assertTrue(person.applications().contains(TestIngress.STAGING), "every application of the account");
    }

    @Test
    void itIsDurableBeforeAnythingIsChangedAndMayBeAskedForAgain() throws Exception {
        assertEquals(200, erase("").status());
        Erasure first = erasure();
        assertEquals(api.time.wallMillis(), first.getErasedAt());
        api.time.advance(java.time.Duration.ofSeconds(10));
        Answer again = erase("");
        assertEquals(200, again.status());
        assertEquals("0", of(again.body().path("erased"), "store", "events", "rows"));
        assertEquals(api.time.wallMillis(), erasure().getErasedAt());
        assertTrue(erasures().covers(account(), "PRIYA@example.com", first.getErasedAt()));
        assertFalse(erasures().covers(api.second.account().getId(), ADDRESS, 0), "another account's is its own");
    }

    @Test
    void suppressionsAreTakenFromTheTopicOrLeftAsTheRequestSays() throws Exception {
        Listed listed = new Listed("app_1", "live", "unsubscribe", false);
        has(List.of(), List.of(listed));
        erase("?suppressions=keep");
        assertEquals(List.of(), api.facts.written);
        assertEquals(List.of(false), api.store.erasedLists);
        assertTrue(erasure().getSuppressionsKept());
        has(List.of(), List.of(listed));
        erase("");
        Suppression removal =
                RecordCodec.SUPPRESSION.decode(api.facts.written.get(0).value());
        assertTrue(removal.getRemoved());
        assertTrue(removal.getAt() < erasure().getErasedAt(), "so that the store does not take it either");
        assertEquals(3, api.facts.written.size());
        assertNull(api.facts.written.get(1).value());
        assertNull(api.facts.written.get(2).value());
        assertNotEquals(api.facts.written.get(1).key(), api.facts.written.get(2).key());
        assertEquals("unknown_field", erase("?supressions=keep").code());
        assertEquals("invalid_value", erase("?suppressions=some").code());
    }

    @Test
    void whatWaitsIsCanceledUnlessItsMessageHasOtherRecipients() throws Exception {
        long in10Days = api.time.wallMillis() + 864_000_000L;
        has(
                List.of(waiting("msg_own", 1, 0), waiting("msg_shared", 2, in10Days), waiting("msg_slow", 1, 0)),
                List.of());
        api.pace.verdicts.put("msg_own.0", CancelVerdict.CANCELED);
        JsonNode receipt = erase("").body();
        JsonNode deliveries = receipt.path("deliveries");
        assertEquals("canceled", of(deliveries, "message_id", "msg_own", "result"));
        assertEquals("not_canceled", of(deliveries, "message_id", "msg_shared", "result"));
        assertEquals("cancel_requested", of(deliveries, "message_id", "msg_slow", "result"));
        assertEquals(2, api.pace.requests.size());
        assertEquals("live", api.pace.requests.get(0).getEnvironment());
        long last = in10Days + Limits.EXPIRY_MAX.toMillis();
        assertEquals(
                last,
                Instant.parse(of(deliveries, "message_id", "msg_shared", "ends_at"))
                        .toEpochMilli());
        String outcomes = of(receipt.path("expiring"), "store", "topic mail.outcomes", "expires_at");
        assertEquals(
                last + Topics.longest(Topics.OUTCOMES).toMillis(),
                Instant.parse(outcomes).toEpochMilli());
    }

    @Test
    void nothingIsToldWhileAStoreIsAway() throws Exception {
        api.store.away = true;
        Answer away = erase("");
        assertEquals("503 store_unavailable", away.status() + " " + away.code());
        assertTrue(away.raw().headers().firstValue("Retry-After").isPresent());
        assertNull(erasure());
        api.store.away = false;
        has(List.of(waiting("msg_own", 1, 0)), List.of());
        api.pace.away = true;
        assertEquals("store_unavailable", erase("").code());
        assertNotNull(erasure(), "known from now on: it is carried out by whoever asks again, or by the sweep");
        assertEquals(List.of(), api.store.erased);
        api.pace.away = false;
        assertEquals(200, erase("").status());
    }

    @Test
    void theAuditLogTellsThatSomebodyWasErasedAndNotWho() throws Exception {
        String id = erase("").body().path("id").asText();
        Answer log = api.get("/v1/audit-logs?resource=" + id);
        assertEquals("created", log.body().at("/data/0/action").asText());
        assertEquals("erasure", log.body().at("/data/0/resource/type").asText());
        assertEquals(
                "DELETE /v1/recipients/{address}/data",
                log.body().at("/data/0/request").asText());
        assertFalse(log.raw().body().toLowerCase(java.util.Locale.ROOT).contains("priya"));
    }

    @Test
    void whatANodeRemembersOfThePersonGoesAtOnce() throws Exception {
        String body = "{\"to\":\"%s\",\"from\":\"n@yourapp.com\",\"subject\":\"x\",\"text\":\"x\"}";
        String own = "/v1/messages/"
                + api.post("/v1/messages", body.formatted("Priya@example.com"))
                        .body()
                        .path("message_id")
                        .asText();
        String other = "/v1/messages/"
                + api.post("/v1/messages", body.formatted("omar@example.com"))
                        .body()
                        .path("message_id")
                        .asText();
        api.time.advance(java.time.Duration.ofSeconds(1));
        assertTrue(api.get(own).raw().body().contains("Priya@example.com"));
        erase("");
        assertFalse(api.get(own).raw().body().contains("Priya@example.com"));
        assertTrue(api.get(other).raw().body().contains("omar@example.com"));
    }

    @Test
    void limitedAndSandboxKeysDoNotErase() throws Exception {
        String sandbox = api.key(Environment.SANDBOX, "admin");
        assertEquals(
                "insufficient_scope", api.call("DELETE", PATH, sandbox, null).code());
        assertEquals(
                "invalid_address",
                api.call("DELETE", "/v1/recipients/priya/data", api.first.liveKey(), null)
                        .code());
    }

    @Test
    void itIsCarriedOutASecondTimeAndTheAddressIsForgottenThen() throws Exception {
        erase("");
        long erasedAt = erasure().getErasedAt();
        ErasureSweep sweep = sweep();
        sweep.run();
        assertEquals(1, api.store.erased.size(), "not before it has settled");
        api.time.advance(Limits.ERASURE_SETTLE);
        api.store.away = true;
        sweep.run();
        assertFalse(erasure().getAddress().isEmpty());
        api.store.away = false;
        sweep.run();
        assertEquals(2, api.store.erased.size());
        assertEquals(erasedAt, api.store.erased.get(1).before(), "of what came before only");
        assertEquals(ADDRESS, api.store.erased.get(1).address());
        assertTrue(erasure().getAddress().isEmpty());
        assertTrue(erasures().covers(account(), ADDRESS, erasedAt - 1));
        sweep.run();
        assertEquals(2, api.store.erased.size());
        api.time.advance(Limits.ERASURE_KEPT);
        sweep.run();
        assertNull(erasure());
    }
}
