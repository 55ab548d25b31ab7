package io.migomail.ingress.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.control.ControlView;
import io.migomail.core.AlertKind;
import io.migomail.core.record.Alert;
import io.migomail.core.record.AlertFigures;
import io.migomail.ingress.json.Json;
import java.util.Comparator;
import java.util.List;

/** {@code GET /v1/alerts}: what is wrong now, and was. Thread-safe. */
final class Alerts {
    private static final String OPEN = "open";
    private static final String RESOLVED = "resolved";
    private static final List<String> STATES = List.of(OPEN, RESOLVED);
    private static final int CHARS = 253;

    private final ControlView view;

    Alerts(ControlView view) {
        this.view = view;
    }

    Reply list(Call call) {
        QueryParameters given = QueryParameters.of(call);
        String state = given.word("state", STATES);
        List<String> applications = StatsParameters.applications(call.caller(), view, given.line("application", CHARS));
        given.done();
        List<Alert> alerts = view.alerts(call.caller().accountId()).stream()
                .filter(alert -> applications.contains(alert.getApplicationId()))
                .filter(alert -> alert.getEnvironment()
                        .equals(call.caller().environment().word()))
                .filter(alert -> state == null || state.equals(state(alert)))
                .sorted(Comparator.comparingLong(Alert::getOpenedAt).reversed().thenComparing(Alert::getId))
                .toList();
        return Page.of(call, alerts, Alert::getId, Alerts::json);
    }

    private static String state(Alert alert) {
        return alert.getResolvedAt() == 0 ? OPEN : RESOLVED;
    }

    private static ObjectNode json(Alert alert) {
        ObjectNode out = Json.object()
                .put("id", alert.getId())
                .put("kind", alert.getKind())
                .put("state", state(alert))
                .put("application", alert.getApplicationId())
                .put("environment", alert.getEnvironment())
                .put("class", alert.getMessageClass())
                .put("sentence", AlertKind.sentence(alert));
        figures(AlertKind.of(alert.getKind()), alert.getFigures(), out.putObject("figures"));
        Json.instant(out, "opened_at", alert.getOpenedAt());
        Json.instant(out, "resolved_at", alert.getResolvedAt());
        return out;
    }

    private static void figures(AlertKind kind, AlertFigures figures, ObjectNode out) {
        switch (kind) {
            case SLO_BURN ->
                out.put("burn_rate", figures.getBurnRate())
                        .put("window_seconds", figures.getWindowSeconds())
                        .put("deliveries", figures.getDeliveries())
                        .put("missed", figures.getMissed())
                        .put("ours", figures.getOurs());
            case STUCK_DELIVERIES -> {
                out.put("deliveries", figures.getDeliveries());
                Json.instant(out, "since", figures.getSince());
                figures.getMessageIdsList().forEach(out.putArray("messages")::add);
            }
        }
    }
}
