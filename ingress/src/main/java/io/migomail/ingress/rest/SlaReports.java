package io.migomail.ingress.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.analytics.SlaQuery;
import io.migomail.analytics.SlaRow;
import io.migomail.analytics.StatsQuery;
import io.migomail.control.ControlView;
import io.migomail.core.IsoTime;
import io.migomail.core.Limits;
import io.migomail.core.record.Application;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.rest.SlaParameters.Asked;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/reports/sla}: how much was accepted within the promised time, as JSON or as a table. Thread-safe. */
final class SlaReports {
    private static final long TARGET = Limits.SLA_TARGET.toMillis();

    private final ControlView view;
    private final Reports reports;

    SlaReports(ControlView view, Reports reports) {
        this.view = view;
        this.reports = reports;
    }

    Reply report(Call call) {
        Asked asked = SlaParameters.read(call, view);
        List<SlaRow> rows = rows(asked, call.now());
        Map<String, String> headers = asked.csv()
                ? Map.of("Vary", "Accept", "Content-Disposition", "attachment; filename=\"" + asked.name() + ".csv\"")
                : Map.of("Vary", "Accept");
        return asked.csv()
                ? Reply.of(200, Csv.TYPE, SlaTable.of(rows, TARGET, this::name), headers)
                : new Reply(200, json(asked, rows, call.now()), headers);
    }

    /** Always with a total; a message whose time has not come is no part of it yet. */
    private List<SlaRow> rows(Asked asked, long now) {
        long end = Math.min(asked.range().to(), now);
        if (asked.scope().applications().isEmpty() || end <= asked.range().from()) {
            return List.of(SlaRow.none());
        }
        StatsQuery.Range passed = new StatsQuery.Range(asked.range().from(), end);
        return reports.answer(store -> store.sla(new SlaQuery(asked.scope(), passed, TARGET)));
    }

    private ObjectNode json(Asked asked, List<SlaRow> rows, long now) {
        ObjectNode out = Json.object();
        out.put("month", asked.month());
        out.put("from", IsoTime.text(asked.range().from()));
        out.put("to", IsoTime.text(asked.range().to()));
        out.put("generated_at", IsoTime.text(now));
        var data = out.putArray("data");
        for (SlaRow row : rows.subList(0, rows.size() - 1)) {
            ObjectNode one = data.addObject();
            one.put("application", row.application());
            one.put("application_name", name(row.application()));
            one.put("class", row.messageClass());
            figures(one, row);
        }
        figures(out.putObject("total"), rows.get(rows.size() - 1));
        return out;
    }

    private static void figures(ObjectNode out, SlaRow row) {
        out.put("messages", row.messages());
        out.put("deliveries", row.deliveries());
        ObjectNode outcomes = out.putObject("outcomes");
        row.outcomes().forEach((outcome, n) -> outcomes.put(outcome.word(), n));
        outcomes.put("pending", row.pending());
        SlaRow.Times times = row.times();
        out.putObject("sla")
                .put("target_ms", TARGET)
                .put("met", times.met())
                .put("missed", row.delivered() - times.met())
                .put("met_share", Stats.share(times.met(), row.delivered()));
        ObjectNode latency = out.putObject("latency");
        latency.set("without_deferral", Stats.spread(times.promised()));
        latency.set("total", Stats.spread(times.total()));
        ObjectNode deferral = out.putObject("deferral");
        deferral.put(
                "deliveries", times.deferred() == null ? 0 : times.deferred().count());
        deferral.put("total_ms", times.deferredMillis());
        deferral.set("latency", Stats.spread(times.deferred()));
    }

    private @Nullable String name(String id) {
        Application application = view.application(id);
        return application == null ? null : application.getName();
    }
}
