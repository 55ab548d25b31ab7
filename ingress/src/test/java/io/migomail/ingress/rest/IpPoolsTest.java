package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.analytics.AddressRecord;
import io.migomail.analytics.RefusalCount;
import io.migomail.core.Environment;
import io.migomail.core.record.IpPool;
import io.migomail.core.record.PaceHold;
import io.migomail.core.record.PaceStatus;
import io.migomail.ingress.rest.TestIngress.Answer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IpPoolsTest {
    private static final String IPS = "{\"ips\":[{\"address\":\"203.0.113.1\",\"ehlo_name\":\"Out1.Example.com\"},"
            + "{\"address\":\"2001:DB8:0::1\"}]}";

    @AutoClose
    private final TestIngress api = TestIngress.open();

    private IpPool pool;
    private String path;

    @BeforeEach
    void start() throws Exception {
        pool = own("live");
        path = "/v1/ip-pools/" + pool.getId();
    }

    private IpPool own(String environment) {
        return api.control
                .view()
                .pools(api.first.account().getId(), "transactional", environment)
                .get(0);
    }

    private Answer patch(String body) throws Exception {
        return api.call("PATCH", path, api.first.liveKey(), body);
    }

    private void status(String group, int waiting, String heldAddress) {
        PaceStatus.Builder status = PaceStatus.newBuilder()
                .setPaceKey(group + "|" + pool.getId())
                .setAt(1)
                .setBinding("rate")
                .setWaitingNormal(waiting)
                .setInFlight(2);
        if (heldAddress != null) {
            status.addHolds(PaceHold.newBuilder()
                    .setAddress(heldAddress)
                    .setReason("blocked")
                    .setUntil(5_000)
                    .setRefusals(3));
        }
        api.pace.statuses.put(group, status.build());
    }

    @Test
    void aKeySeesThePoolsOfItsAccountAndEnvironment() throws Exception {
        String sandbox = api.key(Environment.SANDBOX, "stats:read");
        JsonNode data = api.call("GET", "/v1/ip-pools", sandbox, null).body().path("data");
        assertEquals(1, data.size());
        assertEquals(own("sandbox").getId(), data.path(0).path("id").asText());
        assertTrue(data.at("/0/ips/0/address").isNull(), "the system's choice");
        String other = api.second.liveKey();
        assertEquals(404, api.call("GET", path, other, null).status());
        String account = api.first.account().getId();
        assertEquals(
                0,
                api.call("GET", "/v1/ip-pools?account=" + account, other, null)
                        .body()
                        .path("data")
                        .size());
        assertEquals(
                2,
                api.get("/v1/ip-pools?account=" + api.second.account().getId())
                        .body()
                        .path("data")
                        .size(),
                "the operator sees all");
    }

    @Test
    void aPoolIsToldWithItsQueuesAndWhatRestsFromEachAddress() throws Exception {
        patch(IPS);
        status("google", 7, "203.0.113.1");
        status("mx:example", 40, null);
        api.store.addresses.put(
                pool.getId(),
                List.of(new AddressRecord("203.0.113.1", 90, 8, 2, 3), new AddressRecord("198.51.100.9", 1, 1, 1, 1)));
        api.store.refusals.put(pool.getId(), List.of(new RefusalCount(450, 7, 1), new RefusalCount(0, 1, 0)));
        JsonNode told = api.get(path).body();
        assertEquals(
                "[{\"smtp_code\":450,\"soft_bounces\":7,\"hard_bounces\":1},{\"smtp_code\":null,\"soft_bounces\":1,"
                        + "\"hard_bounces\":0}]",
                told.path("refusals_last_24_hours").toString());
        assertEquals(Duration.ofDays(1).toMillis(), api.time.wallMillis() - api.store.refusalsSince);
        assertEquals(47, told.path("waiting").asInt());
        assertEquals(4, told.path("in_flight").asInt());
        assertEquals("mx:example", told.at("/queues/0/destination").asText());
        assertEquals("google", told.at("/ips/0/holds/0/destination").asText());
        assertEquals("blocked", told.at("/ips/0/holds/0/reason").asText());
        assertEquals(
                "{\"delivered\":90,\"soft_bounces\":8,\"hard_bounces\":2,\"ip_refusals\":3}",
                told.at("/ips/0/last_7_days").toString());
        assertEquals(0, told.at("/ips/1/holds").size());
        assertEquals(0, told.at("/ips/1/last_7_days/delivered").asInt());
        api.store.away = true;
        assertEquals("store_unavailable", api.get(path).code());
        assertEquals(200, api.get("/v1/ip-pools").status(), "the list needs no store");
    }

    @Test
    void anAddressThatComesToAPoolWarmsUpUnlessItIsSaidToBeWarm() throws Exception {
        String ips = "{\"ips\":[{\"address\":\"203.0.113.1\",\"warm_up\":false},{\"address\":\"203.0.113.2\"}]}";
        JsonNode told = patch(ips).body();
        assertTrue(told.at("/ips/0/warm_up").isNull());
        JsonNode first = told.at("/ips/1/warm_up");
        assertEquals(
                "1 of 14: 50",
                first.path("day") + " of " + first.path("days") + ": " + first.path("messages_per_destination"));
        api.time.advance(Duration.ofDays(2));
        patch("{\"ips\":[{\"address\":\"203.0.113.1\"},{\"address\":\"203.0.113.2\"},{\"address\":\"203.0.113.3\"}]}");
        told = api.get(path).body();
        assertTrue(told.at("/ips/0/warm_up").isNull(), "as it was");
        assertEquals(3, told.at("/ips/1/warm_up/day").asInt());
        assertEquals(200, told.at("/ips/1/warm_up/messages_per_destination").asInt());
        assertEquals(
                first.path("ends_at").asText(),
                told.at("/ips/1/warm_up/ends_at").asText());
        assertEquals(1, told.at("/ips/2/warm_up/day").asInt());
        api.time.advance(Duration.ofDays(12));
        told = api.get(path).body();
        assertTrue(told.at("/ips/1/warm_up").isNull(), "over");
        assertEquals(13, told.at("/ips/2/warm_up/day").asInt());
    }

    @Test
    void theSystemsChoiceHasTheRecordOfWhateverItChose() throws Exception {
        api.store.addresses.put(
                pool.getId(), List.of(new AddressRecord("", 1, 0, 0, 0), new AddressRecord("10.0.0.1", 2, 0, 0, 0)));
        assertEquals(3, api.get(path).body().at("/ips/0/last_7_days/delivered").asInt());
    }

    @Test
    void theOperatorGivesAnAccountAPoolOfAnotherStreamAndChangesIt() throws Exception {
        String second = api.second.account().getId();
        String body = "{\"account\":\"" + second + "\",\"stream\":\"marketing\"," + IPS.substring(1);
        Answer made = api.post("/v1/ip-pools", body);
        assertEquals(201, made.status(), made.raw().body());
        assertEquals("live", made.body().path("environment").asText());
        assertEquals("out1.example.com", made.body().at("/ips/0/ehlo_name").asText());
        assertEquals("2001:db8:0:0:0:0:0:1", made.body().at("/ips/1/address").asText());
        assertEquals(1, api.control.view().pools(second, "marketing", "live").size());
        assertEquals(
                "already_exists",
                api.post(
                                "/v1/ip-pools",
                                body.replace("203.0.113.1", "203.0.113.9").replace("DB8", "DB9"))
                        .code());
        Answer twice = patch(IPS);
        assertEquals(
                List.of("/ips/0/address", "already_exists"),
                List.of(twice.pointer(), twice.body().at("/errors/0/code").asText()));
        JsonNode entry = api.get("/v1/audit-logs?account=" + second + "&resource="
                        + made.body().path("id").asText())
                .body()
                .at("/data/0");
        assertEquals("created", entry.path("action").asText());
    }

    @Test
    void nobodyElseMakesOrChangesOne() throws Exception {
        String sandbox = api.key(Environment.SANDBOX, "admin");
        String reader = api.key(Environment.LIVE, "stats:read");
        assertEquals(
                "insufficient_scope",
                api.call("POST", "/v1/ip-pools", api.second.liveKey(), IPS).code());
        assertEquals(
                "insufficient_scope",
                api.call("POST", "/v1/ip-pools", sandbox, IPS).code());
        assertEquals("insufficient_scope", api.call("PATCH", path, reader, IPS).code());
        String theirs = api.control
                .view()
                .pools(api.second.account().getId(), "transactional", "live")
                .get(0)
                .getId();
        assertEquals(
                "insufficient_scope",
                api.call("PATCH", "/v1/ip-pools/" + theirs, api.second.liveKey(), IPS)
                        .code());
        assertEquals(pool, own("live"));
    }

    @Test
    void faultsOfAddressesAreToldWithTheirPlace() throws Exception {
        String[][] cases = {
            {"{\"ips\":[]}", "/ips"},
            {"{\"ips\":[{}]}", "/ips/0/address"},
            {"{\"ips\":[1]}", "/ips/0"},
            {"{\"ips\":[{\"address\":\"localhost\"}]}", "/ips/0/address"},
            {"{\"ips\":[{\"address\":\"10.0.0.0/8\"}]}", "/ips/0/address"},
            {"{\"ips\":[{\"address\":\"203.0.113.1\",\"ehlo_name\":\"a b\"}]}", "/ips/0/ehlo_name"},
            {"{\"ips\":[{\"address\":\"203.0.113.1\",\"x\":1}]}", "/ips/0/x"},
            {"{\"stream\":\"marketing\"}", "/stream"}
        };
        for (String[] one : cases) {
            Answer answer = patch(one[0]);
            assertEquals(422, answer.status(), one[0]);
            assertEquals(one[1], answer.pointer(), one[0]);
        }
        assertEquals(
                "/account",
                api.post("/v1/ip-pools", "{\"account\":\"acc_x\"," + IPS.substring(1))
                        .pointer());
        assertEquals(pool, own("live"));
    }
}
