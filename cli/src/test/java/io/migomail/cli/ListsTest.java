package io.migomail.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Domains, keys, webhooks and messages. */
class ListsTest {
    private static final String ONE =
            "{\"id\":\"dom_1\",\"name\":\"a.example\",\"status\":\"verified\",\"stream\":\"transactional\",\"verified\":true}";
    private static final String TWO =
            "{\"id\":\"dom_2\",\"name\":\"longer.example\",\"status\":\"pending\",\"stream\":\"marketing\",\"verified\":false,"
                    + "\"records\":[{\"purpose\":\"spf\",\"type\":\"TXT\",\"name\":\"longer.example\",\"expected\":\"v=spf1 -all\","
                    + "\"required\":true,\"state\":\"missing\",\"hint\":\"Publish it.\",\"found\":[\"v=spf1\"]}]}";

    @AutoClose
    private final FakeApi api = new FakeApi();

    @Test
    void aTableHasAllPages() {
        api.on("GET /v1/domains", 200, FakeApi.page("c", ONE)).on("GET /v1/domains", 200, FakeApi.page(null, TWO));
        assertEquals(
                List.of(
                        "NAME            STATUS    STREAM         VERIFIED SINCE  LOOKED AT  ID",
                        "a.example       verified  transactional                             dom_1",
                        "longer.example  pending   marketing                                 dom_2"),
                Ran.at(api, "domains", "list").lines());
    }

    @Test
    void withJsonEachThingIsALine() {
        api.on("GET /v1/domains", 200, FakeApi.page("c", ONE)).on("GET /v1/domains", 200, FakeApi.page(null, TWO));
        assertEquals(List.of(ONE, TWO), Ran.at(api, "domains", "list", "--json").lines());
    }

    @Test
    void aDomainIsFoundByItsName() {
        api.on("GET /v1/domains", 200, FakeApi.page(null, ONE, TWO)).on("POST /v1/domains/dom_2/verify", 200, TWO);
        Ran ran = Ran.at(api, "domains", "verify", "Longer.example");
        assertEquals(
                List.of(
                        "longer.example  pending  marketing  dom_2",
                        "",
                        "spf  missing  required",
                        "  longer.example TXT v=spf1 -all",
                        "  found: v=spf1",
                        "  Publish it."),
                ran.lines());
        assertEquals(1, ran.status(), "it is not verified");
    }

    @Test
    void aDomainThatIsVerifiedIsZero() {
        api.on("GET /v1/domains/dom_1", 200, ONE);
        assertEquals(0, Ran.at(api, "domains", "show", "dom_1").status());
    }

    @Test
    void aKeyIsMadeWithItsLimitsAndPrintedOnce() {
        api.on(
                "POST /v1/api-keys",
                201,
                "{\"id\":\"key_1\",\"key\":\"migo_sk_live_new\",\"signing_secret\":\"migo_ss_1\"}");
        Ran ran = Ran.at(
                api,
                "keys",
                "create",
                "web",
                "--scope=messages:send,messages:read",
                "--domain=yourapp.com",
                "--source=127.0.0.0/8");
        assertEquals(List.of("migo_sk_live_new", "migo_ss_1"), ran.lines());
        assertEquals(
                "{\"name\":\"web\",\"scopes\":[\"messages:send\",\"messages:read\"],\"domains\":[\"yourapp.com\"],"
                        + "\"sources\":[\"127.0.0.0/8\"]}",
                api.only().body());
    }

    @Test
    void aKeyIsRotatedWithAnOverlapAndRevoked() {
        api.on("POST /v1/api-keys/key_1/rotate", 201, "{\"id\":\"key_2\",\"key\":\"k\",\"signing_secret\":\"s\"}")
                .on("DELETE /v1/api-keys/key_1", 204, "");
        assertEquals(0, Ran.at(api, "keys", "rotate", "key_1", "--overlap=1h").status());
        assertEquals("{\"overlap_seconds\":3600}", api.only().body());
        assertEquals(
                List.of("key_1 is revoked"),
                Ran.at(api, "keys", "revoke", "key_1").lines());
        Ran silent = Ran.at(api, "keys", "revoke", "key_1", "--json");
        assertEquals("", silent.out());
        assertEquals(0, silent.status(), silent.err());
    }

    @Test
    void aReplayIsAskedForByInstants() {
        api.on(
                "POST /v1/webhooks/whk_1/replay",
                202,
                "{\"id\":\"rpl_1\",\"webhook_id\":\"whk_1\",\"estimated_events\":12,\"status\":\"pending\",\"events\":[],"
                        + "\"from\":\"2026-11-28T00:00:00Z\",\"to\":\"2026-11-28T02:00:00Z\"}");
        Ran ran = Ran.at(api, "webhooks", "replay", "whk_1", "--from=2h", "--event=delivered");
        assertEquals(
                List.of("rpl_1 pending: about 12 events from 2026-11-28T00:00:00Z to 2026-11-28T02:00:00Z"),
                ran.lines());
        assertEquals(
                "{\"from\":\"2026-11-28T00:00:00Z\",\"events\":[\"delivered\"]}",
                api.only().body());
    }

    @Test
    void aSearchEndsAtItsLimit() {
        String row =
                "{\"message_id\":\"msg_1\",\"status\":\"delivered\",\"counts\":{},\"application\":\"app_1\",\"recipients\":[]}";
        api.on("GET /v1/messages", 200, FakeApi.page("c", row, row));
        Ran ran = Ran.at(api, "messages", "--limit=3", "--tag=login", "--since=1d", "--json");
        assertEquals(3, ran.lines().size());
        assertEquals(
                "GET /v1/messages?limit=3&tag=login&since=2026-11-27T02%3A00%3A00Z",
                api.asked.get(0).route());
    }

    @Test
    void aTimeThatIsNoneIsWrongUsage() {
        Ran ran = Ran.at(api, "messages", "--since=yesterday");
        assertEquals(2, ran.status());
        assertTrue(ran.err().contains("'yesterday' is neither"), ran.err());
    }
}
