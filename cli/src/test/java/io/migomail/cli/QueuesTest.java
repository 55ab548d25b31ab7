package io.migomail.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What waits, and what is taken out. */
class QueuesTest {
    private static final String SMALL =
            "{\"destination\":\"google\",\"pool\":\"pool_1\",\"account\":\"acc_1\",\"stream\":\"transactional\",\"environment\":\"live\","
                    + "\"waiting\":{\"critical\":1,\"high\":0,\"normal\":2},\"in_flight\":4,\"holds\":[]}";
    private static final String LARGE =
            "{\"destination\":\"mx:mx.example.com\",\"pool\":\"pool_1\",\"account\":\"acc_1\",\"stream\":\"marketing\",\"environment\":\"live\","
                    + "\"waiting\":{\"critical\":0,\"high\":3,\"normal\":812},\"in_flight\":0,\"binding_limit\":\"blocked\","
                    + "\"since\":\"2026-11-28T01:50:00Z\",\"oldest_due_at\":\"2026-11-28T01:49:58.100Z\","
                    + "\"holds\":[{\"address\":\"203.0.113.1\",\"reason\":\"blocked\",\"refusals\":3}]}";
    private static final String ACCOUNTS = FakeApi.page(
            null,
            "{\"id\":\"acc_1\",\"username\":\"a\",\"name\":\"a\",\"plan\":\"standard\",\"operator\":true,\"status\":\"open\"}",
            "{\"id\":\"acc_2\",\"username\":\"b\",\"name\":\"b\",\"plan\":\"standard\",\"operator\":false,\"status\":\"open\"}");

    @AutoClose
    private final FakeApi api = new FakeApi();

    private static String pool(String id, String address, String more) {
        return "{\"id\":\"" + id
                + "\",\"account\":\"acc_1\",\"stream\":\"transactional\",\"environment\":\"live\",\"ips\":[{\"address\":\""
                + address + "\",\"holds\":[]" + more
                + "}],\"suspended_at\":null,\"suspended_destinations\":[],\"waiting\":7,"
                + "\"in_flight\":1}";
    }

    @Test
    void thoseInWhichMostWaitsComeFirst() {
        api.on("GET /v1/queues", 200, FakeApi.page("c", SMALL)).on("GET /v1/queues", 200, FakeApi.page(null, LARGE));
        assertEquals(
                List.of(
                        "DESTINATION        POOL    STREAM              CRITICAL  HIGH  NORMAL  IN FLIGHT  OLDEST DUE  LIMIT    FOR"
                                + "     RESTS",
                        "mx:mx.example.com  pool_1  live marketing      0         3     812     0          10 min 1 s  blocked  10 min"
                                + "  203.0.113.1 blocked",
                        "google             pool_1  live transactional  1         0     2       4",
                        "818 waiting in 2 queues"),
                Ran.at(api, "queue").lines());
    }

    @Test
    void withJsonEachQueueIsALineAsItCame() {
        api.on("GET /v1/queues", 200, FakeApi.page(null, SMALL, LARGE));
        Ran ran = Ran.at(api, "queue", "--json", "--limit=1", "--destination=x", "--pool=pool_1", "--account=acc_1");
        assertEquals(List.of(LARGE), ran.lines());
        assertEquals(
                "GET /v1/queues?limit=100&destination=x&pool=pool_1&account=acc_1",
                api.asked.get(0).route());
    }

    @Test
    void aPoolIsSuspendedByItsId() {
        api.on(
                "POST /v1/ip-pools/pool_1/suspend",
                200,
                pool("pool_1", "203.0.113.1", "").replace("_at\":null", "_at\":\"2026-11-28T02:00:00Z\""));
        Ran ran = Ran.at(api, "suspend", "--pool=pool_1");
        assertEquals(
                List.of("pool_1 (acc_1 live transactional): suspended all of it; waiting 7, in flight 1"), ran.lines());
        assertEquals("{}", api.only().body());
    }

    @Test
    void anAddressIsFoundWhereverItIs() {
        api.on("GET /v1/accounts", 200, ACCOUNTS)
                .on("GET /v1/ip-pools", 200, FakeApi.page(null, pool("pool_1", "203.0.113.1", "")))
                .on("GET /v1/ip-pools", 200, FakeApi.page(null, pool("pool_2", "203.0.113.2", "")))
                .on(
                        "POST /v1/ip-pools/pool_2/suspend",
                        200,
                        pool("pool_2", "203.0.113.2", ",\"suspended_at\":\"2026-11-28T02:00:00Z\""));
        Ran ran = Ran.at(api, "suspend", "--address=203.0.113.2");
        assertEquals(
                List.of("pool_2 (acc_1 live transactional): suspended from 203.0.113.2; waiting 7, in flight 1"),
                ran.lines());
        assertEquals("{\"address\":\"203.0.113.2\"}", api.asked.get(3).body());
        assertEquals("GET /v1/ip-pools?account=acc_2", api.asked.get(2).route());
    }

    @Test
    void aDestinationIsResumedInEveryPoolOfEveryAccount() {
        api.on("GET /v1/accounts", 200, ACCOUNTS)
                .on("GET /v1/ip-pools", 200, FakeApi.page(null, pool("pool_1", "203.0.113.1", "")))
                .on("GET /v1/ip-pools", 200, FakeApi.page(null, pool("pool_2", "203.0.113.2", "")))
                .on("POST /v1/ip-pools/pool_1/resume", 200, pool("pool_1", "203.0.113.1", ""))
                .on("POST /v1/ip-pools/pool_2/resume", 200, pool("pool_2", "203.0.113.2", ""));
        Ran ran = Ran.at(api, "resume", "--destination=google");
        assertEquals(
                "pool_1 (acc_1 live transactional): nothing is suspended; waiting 7, in flight 1",
                ran.lines().get(0));
        assertEquals(2, ran.lines().size());
        assertEquals("{\"destination\":\"google\"}", api.asked.get(4).body());
    }

    @Test
    void nothingNamedIsWrongUsage() {
        assertEquals(2, Ran.at(api, "suspend").status());
        assertEquals(
                2,
                Ran.at(api, "suspend", "--address=203.0.113.2", "--destination=google")
                        .status());
        assertEquals(0, api.asked.size());
    }

    @Test
    void anAddressThatNoPoolHasIsWrongUsage() {
        api.on("GET /v1/accounts", 200, ACCOUNTS).on("GET /v1/ip-pools", 200, FakeApi.page(null));
        Ran ran = Ran.at(api, "suspend", "--address=203.0.113.9");
        assertEquals(2, ran.status());
        assertTrue(ran.err().contains("no pool has the address 203.0.113.9"), ran.err());
    }
}
