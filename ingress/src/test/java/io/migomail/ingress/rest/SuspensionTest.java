package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.core.Environment;
import io.migomail.core.PoolLimits;
import io.migomail.core.record.IpPool;
import io.migomail.ingress.rest.TestIngress.Answer;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pools, addresses and destinations that the operator takes out. */
class SuspensionTest {
    private static final String IPS = "{\"ips\":[{\"address\":\"203.0.113.1\"},{\"address\":\"2001:DB8:0::1\"}]}";
    private static final String SITE = "{\"destination\":\"mx:mx.example.com\"}";

    @AutoClose
    private final TestIngress api = TestIngress.open();

    private String path;

    @BeforeEach
    void start() throws Exception {
        path = "/v1/ip-pools/" + stored().getId();
        assertEquals(200, api.call("PATCH", path, api.first.liveKey(), IPS).status());
    }

    private IpPool stored() {
        return api.control
                .view()
                .pools(api.first.account().getId(), "transactional", "live")
                .get(0);
    }

    private JsonNode done(String verb, String body) throws Exception {
        Answer answer = api.post(path + "/" + verb, body);
        assertEquals(200, answer.status(), answer.raw().body());
        return answer.body();
    }

    @Test
    void aPoolIsSuspendedOnceHoweverOftenItIsAskedFor() throws Exception {
        String since = done("suspend", "{}").path("suspended_at").asText();
        api.time.advance(Duration.ofMinutes(1));
        assertEquals(since, done("suspend", "{}").path("suspended_at").asText());
        assertTrue(stored().getSuspendedAt() > 0);
        assertTrue(done("resume", "{}").path("suspended_at").isNull());
        assertTrue(done("resume", "{}").path("suspended_at").isNull());
        assertEquals(0, stored().getSuspendedAt());
        JsonNode log = api.get("/v1/audit-logs?resource=" + stored().getId()).body();
        assertEquals("POST /v1/ip-pools/{id}/resume", log.at("/data/0/request").asText());
        assertEquals("[\"suspended_at\"]", log.at("/data/0/fields").toString());
        assertEquals("POST /v1/ip-pools/{id}/suspend", log.at("/data/1/request").asText());
        assertEquals("PATCH /v1/ip-pools/{id}", log.at("/data/2/request").asText(), "a repeat leaves no entry");
    }

    @Test
    void anAddressIsSuspendedInAnySpellingAndStaysSoWhenThePoolIsChanged() throws Exception {
        JsonNode told = done("suspend", "{\"address\":\"2001:db8::1\"}");
        assertTrue(told.at("/ips/0/suspended_at").isNull());
        assertTrue(told.at("/ips/1/suspended_at").isTextual());
        assertTrue(told.path("suspended_at").isNull());
        api.call(
                "PATCH",
                path,
                api.first.liveKey(),
                IPS.replace("2001:DB8:0::1\"", "2001:DB8:0::1\",\"warm_up\":false"));
        assertTrue(api.get(path).body().at("/ips/1/suspended_at").isTextual());
        assertTrue(done("resume", "{\"address\":\"2001:db8::1\"}")
                .at("/ips/1/suspended_at")
                .isNull());
    }

    @Test
    void aDestinationIsSuspendedForItself() throws Exception {
        JsonNode told = done("suspend", SITE);
        assertEquals(
                "mx:mx.example.com",
                told.at("/suspended_destinations/0/destination").asText());
        assertEquals(1, done("suspend", SITE).path("suspended_destinations").size());
        done("suspend", "{}");
        assertEquals(1, done("resume", "{}").path("suspended_destinations").size(), "that of the pool ended, not this");
        assertEquals(0, done("resume", SITE).path("suspended_destinations").size());
    }

    @Test
    void whatIsNotThereOrTooMuchIsRefusedWithItsPlace() throws Exception {
        assertEquals(
                "/address",
                api.post(path + "/suspend", "{\"address\":\"203.0.113.9\"}").pointer());
        assertEquals(
                "/address", api.post(path + "/suspend", "{\"address\":\"mx\"}").pointer());
        assertEquals(
                "/destination",
                api.post(path + "/suspend", "{\"address\":\"203.0.113.1\",\"destination\":\"google\"}")
                        .pointer());
        Answer blank = api.post(path + "/suspend", "{\"destination\":\" \"}");
        assertEquals("/destination", blank.pointer(), "nothing named is not the whole pool");
        assertEquals(0, stored().getSuspendedAt());
        assertEquals("/pool", api.post(path + "/suspend", "{\"pool\":1}").pointer());
        for (int n = 0; n < PoolLimits.SUSPENDED_DESTINATIONS; n++) {
            done("suspend", "{\"destination\":\"mx:" + n + "\"}");
        }
        Answer more = api.post(path + "/suspend", SITE);
        assertEquals("/destination", more.pointer());
        assertEquals("too_many", more.body().at("/errors/0/code").asText());
        done("suspend", "{\"destination\":\"mx:0\"}");
    }

    @Test
    void itIsTheOperatorsToDo() throws Exception {
        String theirs = "/v1/ip-pools/"
                + api.control
                        .view()
                        .pools(api.second.account().getId(), "transactional", "live")
                        .get(0)
                        .getId();
        assertEquals(
                "insufficient_scope",
                api.call("POST", theirs + "/suspend", api.second.liveKey(), "{}")
                        .code());
        assertEquals(
                404,
                api.call("POST", path + "/suspend", api.second.liveKey(), "{}").status());
        String reader = api.key(Environment.LIVE, "stats:read");
        assertEquals(
                "insufficient_scope",
                api.call("POST", path + "/suspend", reader, "{}").code());
        assertEquals(200, api.post(theirs + "/suspend", "").status(), "no body is the whole pool");
    }
}
