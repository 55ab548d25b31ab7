package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.control.Bootstrap;
import io.migomail.core.record.PaceStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QueuesTest {
    @AutoClose
    private final TestIngress api = TestIngress.open();

    @BeforeEach
    void start() {
        queue("google", pool(api.first, "live"), 7);
        queue("mx:example", pool(api.first, "live"), 40);
        queue("mx:example", pool(api.first, "sandbox"), 1);
        queue("google", pool(api.second, "live"), 3);
    }

    private String pool(Bootstrap.Ready account, String environment) {
        return api.control
                .view()
                .pools(account.account().getId(), "transactional", environment)
                .get(0)
                .getId();
    }

    private void queue(String group, String pool, int waiting) {
        api.pace.statuses.put(
                group + "|" + pool,
                PaceStatus.newBuilder()
                        .setPaceKey(group + "|" + pool)
                        .setAt(2_000)
                        .setBinding("rate")
                        .setSentence("It is.")
                        .setSince(1_000)
                        .setWaitingNormal(waiting)
                        .setInFlight(2)
                        .setOldestDue(500)
                        .build());
    }

    private static List<String> told(JsonNode page) {
        List<String> out = new ArrayList<>();
        page.path("data")
                .forEach(each -> out.add(each.path("destination").asText() + " "
                        + each.path("environment").asText() + " " + each.at("/waiting/normal")));
        return out.stream().sorted().toList();
    }

    private List<String> seen(String key, String query) throws Exception {
        return told(api.call("GET", "/v1/queues" + query, key, null).body());
    }

    @Test
    void aKeySeesThoseOfItsAccountAndEnvironmentAndTheOperatorAll() throws Exception {
        assertEquals(List.of("google live 3"), seen(api.second.liveKey(), ""));
        assertEquals(
                List.of(),
                seen(api.second.liveKey(), "?account=" + api.first.account().getId()));
        assertEquals(List.of(), seen(api.second.sandboxKey(), ""));
        assertEquals(List.of("mx:example sandbox 1"), seen(api.first.sandboxKey(), ""));
        assertEquals(
                List.of("google live 3", "google live 7", "mx:example live 40", "mx:example sandbox 1"),
                seen(api.first.liveKey(), ""));
    }

    @Test
    void theyAreFoundByAccountPoolAndDestination() throws Exception {
        String key = api.first.liveKey();
        assertEquals(
                List.of("google live 3"),
                seen(key, "?account=" + api.second.account().getId()));
        assertEquals(List.of("mx:example sandbox 1"), seen(key, "?pool=" + pool(api.first, "sandbox")));
        assertEquals(List.of("google live 3", "google live 7"), seen(key, "?destination=google"));
        assertEquals(List.of(), seen(key, "?destination=goo"));
    }

    @Test
    void eachIsToldAsItIsAndNoStoreIsAsked() throws Exception {
        api.store.away = true;
        JsonNode one = api.get("/v1/queues?destination=google&account="
                        + api.first.account().getId())
                .body()
                .at("/data/0");
        assertEquals(pool(api.first, "live"), one.path("pool").asText());
        assertEquals("rate", one.path("binding_limit").asText());
        assertEquals(2, one.path("in_flight").asInt());
        assertTrue(one.path("oldest_due_at").asText().startsWith("1970-01-01T00:00:00.5"));
    }

    @Test
    void aWalkGoesOnWhenTheQueueWhereItStoodIsGone() throws Exception {
        JsonNode first = api.get("/v1/queues?limit=1").body();
        api.pace.statuses.remove("google|" + pool(api.first, "live"));
        api.pace.statuses.remove("google|" + pool(api.second, "live"));
        JsonNode rest = api.get("/v1/queues?cursor=" + first.path("next_cursor").asText())
                .body();
        assertEquals(List.of("mx:example live 40", "mx:example sandbox 1"), told(rest));
        assertEquals("invalid_cursor", api.get("/v1/queues?cursor=%21").code());
    }
}
