package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.migomail.core.Environment;
import io.migomail.core.RecordCodec;
import io.migomail.core.record.Suppression;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class SuppressionsTest {
    @AutoClose
    private final TestIngress api = TestIngress.open();

    private List<Suppression> written() {
        return api.facts.written.stream()
                .filter(fact -> fact.topic().name().equals("suppressions"))
                .map(fact -> RecordCodec.SUPPRESSION.decode(fact.value()))
                .toList();
    }

    /** What is written appears in the store, as the accounting job sees to it. */
    private void stored() {
        api.store.suppressions.addAll(written());
    }

    @Test
    void anAddressIsAddedInOneSpelling() throws Exception {
        var answer = api.post("/v1/suppressions", "{\"address\":\"Priya@EXAMPLE.com\"}");
        assertEquals(201, answer.status(), answer.raw().body());
        assertEquals("priya@example.com", answer.body().path("address").asText());
        assertEquals("manual", answer.body().path("reason").asText());
        Suppression one = written().get(0);
        assertEquals("live", one.getEnvironment());
        assertEquals(api.first.account().getId(), one.getAccountId());
        assertEquals(api.time.wallMillis(), one.getAt());
        assertEquals(one.getOrigin(), answer.body().path("origin").asText());
    }

    @Test
    void aRemovalHasAKeyOfItsOwnSoThatNeitherReplacesTheOther() throws Exception {
        api.post("/v1/suppressions", "{\"address\":\"priya@example.com\",\"reason\":\"spam_complaint\"}");
        assertEquals(
                204,
                api.call("DELETE", "/v1/suppressions/Priya@example.com", api.first.liveKey(), null)
                        .status());
        assertEquals(true, written().get(1).getRemoved());
        assertEquals("priya@example.com", written().get(1).getAddress());
        assertNotEquals(api.facts.written.get(0).key(), api.facts.written.get(1).key());
    }

    @Test
    void theListIsThatOfTheKeysApplicationAndEnvironment() throws Exception {
        api.post("/v1/suppressions", "{\"address\":\"priya@example.com\"}");
        stored();
        assertEquals(1, api.get("/v1/suppressions").body().path("data").size());
        assertEquals(200, api.get("/v1/suppressions/priya@example.com").status());
        String sandbox = api.key(Environment.SANDBOX, "suppressions:read");
        assertEquals(
                0,
                api.call("GET", "/v1/suppressions", sandbox, null)
                        .body()
                        .path("data")
                        .size());
        assertEquals(
                404,
                api.call("GET", "/v1/suppressions/priya@example.com", sandbox, null)
                        .status());
    }

    @Test
    void aWalkInPagesIsNarrowedByItsFilterOnly() throws Exception {
        for (int i = 0; i < 5; i++) {
            api.store.suppressions.add(Suppression.newBuilder()
                    .setApplicationId(api.first.application().getId())
                    .setEnvironment("live")
                    .setAddress("a" + i + "@example.com")
                    .setReason(i == 4 ? "manual" : "hard_bounce")
                    .setAt(1_000 + i)
                    .build());
        }
        var first = api.get("/v1/suppressions?limit=3&reason=hard_bounce").body();
        String cursor = first.path("next_cursor").asText();
        var second = api.get("/v1/suppressions?limit=3&reason=hard_bounce&cursor=" + cursor)
                .body();
        assertEquals("a3@example.com", first.at("/data/0/address").asText());
        assertEquals("a0@example.com", second.at("/data/0/address").asText());
        assertEquals(false, second.path("has_more").asBoolean());
        assertEquals(
                "invalid_cursor", api.get("/v1/suppressions?cursor=" + cursor).code());
    }

    @Test
    void anImportIsTakenAsAWholeOrTellsEachFaultAndWritesNothing() throws Exception {
        var bad = api.post(
                "/v1/suppressions/import",
                "{\"suppressions\":[{\"address\":\"a@example.com\"},{\"address\":\"nobody\"},{\"adress\":\"b@example.com\"},7]}");
        assertEquals(422, bad.status());
        assertEquals(
                List.of(
                        "/suppressions/1/address",
                        "/suppressions/2/adress",
                        "/suppressions/2/address",
                        "/suppressions/3"),
                IntStream.range(0, bad.body().path("errors").size())
                        .mapToObj(
                                i -> bad.body().at("/errors/" + i + "/pointer").asText())
                        .toList());
        assertEquals(List.of(), written());
        String thousand = IntStream.range(0, 1_000)
                .mapToObj(i -> "{\"address\":\"a" + i + "@example.com\",\"reason\":\"unsubscribe\"}")
                .collect(Collectors.joining(","));
        var good = api.post("/v1/suppressions/import", "{\"suppressions\":[" + thousand + "]}");
        assertEquals(1_000, good.body().path("added").asInt(), good.raw().body());
        assertEquals(1_000, written().size());
        var tooMany = api.post(
                "/v1/suppressions/import", "{\"suppressions\":[" + thousand + ",{\"address\":\"b@example.com\"}]}");
        assertEquals("too_many", tooMany.code());
    }

    @Test
    void whatCannotBeMadeDurableIsSaidToBe() throws Exception {
        api.facts.away = true;
        assertEquals(
                503,
                api.post("/v1/suppressions", "{\"address\":\"a@example.com\"}").status());
        assertEquals(
                503,
                api.call("DELETE", "/v1/suppressions/a@example.com", api.first.liveKey(), null)
                        .status());
        api.store.away = true;
        assertEquals(503, api.get("/v1/suppressions").status());
    }

    @Test
    void aBadAddressIsTold() throws Exception {
        assertEquals("invalid_address", api.get("/v1/suppressions/nobody").code());
        assertEquals(
                "invalid_address", api.get("/v1/suppressions?address=nobody").code());
        assertEquals(
                "invalid_address",
                api.post("/v1/suppressions", "{\"address\":\"nobody\"}").code());
        assertEquals(
                "/reason",
                api.post("/v1/suppressions", "{\"address\":\"a@example.com\",\"reason\":\"x\"}")
                        .pointer());
    }
}
