package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.control.Bootstrap;
import io.migomail.control.Scope;
import io.migomail.core.Environment;
import io.migomail.core.record.Alert;
import io.migomail.core.record.AlertFigures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class AlertsTest {
    private static final long OPENED = Instant.parse("2026-11-01T00:00:00Z").toEpochMilli();

    @AutoClose
    private final TestIngress api = TestIngress.open();

    private void alert(String id, Bootstrap.Ready owner, String application, long resolvedAt) throws Exception {
        Alert alert = Alert.newBuilder()
                .setId(id)
                .setAccountId(owner.account().getId())
                .setApplicationId(application)
                .setEnvironment("live")
                .setKind("slo_burn")
                .setMessageClass("critical")
                .setOpenedAt(OPENED)
                .setResolvedAt(resolvedAt)
                .setFigures(AlertFigures.newBuilder()
                        .setBurnRate(20)
                        .setWindowSeconds(3600)
                        .setDeliveries(1200)
                        .setMissed(240)
                        .setOurs(3))
                .build();
        assertEquals(true, api.control.put(alert, 0).won());
    }

    private List<String> ids(String path, String key) throws Exception {
        var answer = api.call("GET", path, key, null);
        assertEquals(200, answer.status());
        List<String> out = new ArrayList<>();
        answer.body().path("data").forEach(row -> out.add(row.path("id").asText()));
        return out;
    }

    @Test
    void anAlertIsToldAsTheDocumentShowsIt() throws Exception {
        alert("alt_01", api.first, api.first.application().getId(), 0);
        JsonNode documented = OpenApiDocument.get()
                .find("GET", "/v1/alerts")
                .orElseThrow()
                .response(200)
                .at("/content/application~1json/example");
        String told = api.get("/v1/alerts").raw().body();
        assertEquals(
                documented.toString(),
                told.replace(api.first.application().getId(), "app_01").replace("20.0,", "20,"));
    }

    @Test
    void stuckDeliveriesAreToldWithTheirMessages() throws Exception {
        Alert alert = Alert.newBuilder()
                .setId("alt_01")
                .setAccountId(api.first.account().getId())
                .setApplicationId(api.first.application().getId())
                .setEnvironment("live")
                .setKind("stuck_deliveries")
                .setMessageClass("critical")
                .setOpenedAt(OPENED)
                .setFigures(AlertFigures.newBuilder()
                        .setDeliveries(1200)
                        .setSince(OPENED - 90_000)
                        .addMessageIds("msg_1")
                        .addMessageIds("msg_2"))
                .build();
        api.control.put(alert, 0);
        JsonNode told = api.get("/v1/alerts").body().at("/data/0");
        assertEquals("stuck_deliveries", told.path("kind").asText());
        assertEquals(
                "Nothing happened to 1,200 critical deliveries in time: the oldest has been due since 2026-10-31T23:58:30.000Z.",
                told.path("sentence").asText());
        assertEquals(
                "{\"deliveries\":1200,\"since\":\"2026-10-31T23:58:30.000Z\",\"messages\":[\"msg_1\",\"msg_2\"]}",
                told.path("figures").toString());
    }

    @Test
    void aKeySeesItsApplicationAndOneOfTheAccountAllOfIt() throws Exception {
        String own = api.first.application().getId();
        alert("alt_own", api.first, own, 0);
        alert("alt_staging", api.first, TestIngress.STAGING, 0);
        alert("alt_foreign", api.second, api.second.application().getId(), 0);

        String reader = api.key(Environment.LIVE, Scope.STATS_READ.word());
        assertEquals(List.of("alt_own"), ids("/v1/alerts", reader));
        assertEquals(List.of(), ids("/v1/alerts?application=" + TestIngress.STAGING, reader));
        assertEquals(List.of("alt_own", "alt_staging"), ids("/v1/alerts", api.first.liveKey()));
        assertEquals(List.of("alt_staging"), ids("/v1/alerts?application=" + TestIngress.STAGING, api.first.liveKey()));
        assertEquals(List.of("alt_foreign"), ids("/v1/alerts", api.second.liveKey()));
        assertEquals(List.of(), ids("/v1/alerts", api.key(Environment.SANDBOX, Scope.STATS_READ.word())));
    }

    @Test
    void openOnesAndThoseThatWereResolvedAreToldApartAndInPages() throws Exception {
        String own = api.first.application().getId();
        alert("alt_1", api.first, own, 0);
        alert("alt_2", api.first, own, OPENED + 1);
        assertEquals(List.of("alt_1"), ids("/v1/alerts?state=open", api.first.liveKey()));
        assertEquals(List.of("alt_2"), ids("/v1/alerts?state=resolved", api.first.liveKey()));
        assertEquals(422, api.get("/v1/alerts?state=closed").status());
        JsonNode page = api.get("/v1/alerts?limit=1").body();
        assertEquals("alt_1", page.at("/data/0/id").asText());
        assertEquals(
                "alt_2",
                api.get("/v1/alerts?limit=1&cursor=" + page.path("next_cursor").asText())
                        .body()
                        .at("/data/0/id")
                        .asText());
    }
}
