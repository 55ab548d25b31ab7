package io.migomail.ingress.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.core.MessageClass;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import io.migomail.ingress.rest.Reply;
import io.migomail.ingress.web.WebPages;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What was accepted within the promised time in a month, on the screen, on paper and as files. */
final class SlaPages implements Section {
    private static final String ALL = "all";
    private static final String REPORT = "/v1/reports/sla";
    private static final String LATENCY = "/v1/stats/latency";
    private static final int PROVIDERS = 20;
    private static final List<String> CLASSES =
            Arrays.stream(MessageClass.values()).map(MessageClass::word).toList();

    @Override
    public List<Page> pages() {
        return List.of(
                Page.get("/sla", this::report),
                Page.get("/sla/stages", this::stages),
                Page.get("/sla/print", this::print),
                Page.get("/sla/report.json", visit -> file(visit, "json")),
                Page.get("/sla/report.csv", visit -> file(visit, "csv")));
    }

    private Reply report(Visit visit) throws InterruptedException {
        Map<String, Object> values = chosen(visit);
        try {
            JsonNode report = asked(visit, REPORT).query("month", month(visit)).json();
            values.put("report", Json.plain(report));
            values.putAll(neighbours(report.path("month").asText(), visit.call().now()));
        } catch (Problem problem) {
            if (problem.code().status() != 422) {
                throw problem;
            }
            return visit.showAgain(problem, "sla", values);
        }
        return visit.show("sla", values);
    }

    /** A part of a page: what takes the store longer. */
    private Reply stages(Visit visit) throws InterruptedException {
        Map<String, Object> values = chosen(visit);
        addStages(
                visit, values, asked(visit, REPORT).query("month", month(visit)).json());
        return visit.show("sla-stages", values);
    }

    private Reply print(Visit visit) throws InterruptedException {
        Map<String, Object> values = chosen(visit);
        JsonNode report = asked(visit, REPORT).query("month", month(visit)).json();
        values.put("report", Json.plain(report));
        values.put(
                "unfinished",
                Instant.parse(report.path("generated_at").asText())
                        .isBefore(Instant.parse(report.path("to").asText())));
        addStages(visit, values, report);
        return visit.show("sla-print", values);
    }

    private Reply file(Visit visit, String format) throws InterruptedException {
        Reply reply = asked(visit, REPORT)
                .query("month", month(visit))
                .query("format", format)
                .reply();
        Map<String, String> headers = new HashMap<>(reply.headers());
        headers.putAll(WebPages.headers());
        JsonNode body = reply.body();
        if (body != null) {
            String name = "sla-" + body.path("month").asText() + ".json";
            headers.put("Content-Disposition", "attachment; filename=\"" + name + "\"");
        }
        return new Reply(reply.status(), body, reply.document(), headers);
    }

    private static void addStages(Visit visit, Map<String, Object> values, JsonNode report)
            throws InterruptedException {
        JsonNode classes =
                latency(visit, report).query("group_by", "class").json().path("data");
        JsonNode days = latency(visit, report).query("interval", "day").json().path("data");
        values.put("classes", Json.plain(classes));
        values.put("days", Json.plain(days));
        values.put("chart", chart(days).text());
        try {
            JsonNode latency =
                    latency(visit, report).query("group_by", "provider").json().path("data");
            JsonNode counts = asked(visit, "/v1/stats")
                    .query("from", report.path("from").asText())
                    .query("to", report.path("to").asText())
                    .query("group_by", "provider")
                    .json()
                    .path("data");
            addProviders(values, latency, counts);
        } catch (Problem problem) {
            if (problem.code() != ErrorCode.TOO_MANY) {
                throw problem;
            }
        }
    }

    /** Those with most deliveries. */
    private static void addProviders(Map<String, Object> values, JsonNode latency, JsonNode counts) {
        Map<String, JsonNode> outcomes = new HashMap<>();
        counts.forEach(row -> outcomes.put(provider(row), row.path("counts")));
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        StreamSupport.stream(latency.spliterator(), false)
                .filter(row -> row.path("deliveries").asLong() > 0)
                .sorted((a, b) -> Long.compare(
                        b.path("deliveries").asLong(), a.path("deliveries").asLong()))
                .limit(PROVIDERS)
                .forEach(row -> {
                    Map<String, @Nullable Object> one = new HashMap<>();
                    one.put("name", provider(row));
                    one.put("deliveries", row.path("deliveries").asLong());
                    one.put("total", Json.plain(row.at("/latency/total")));
                    one.put("counts", Json.plain(outcomes.getOrDefault(provider(row), Json.object())));
                    rows.add(one);
                });
        values.put("providers", rows);
        values.put("providers_more", Math.max(0, latency.size() - PROVIDERS));
    }

    private static String provider(JsonNode row) {
        return row.path("group").path("provider").asText("");
    }

    private static Curves chart(JsonNode days) {
        List<Long> seconds = new ArrayList<>();
        days.forEach(day -> seconds.add(Instant.parse(day.path("at").asText()).getEpochSecond()));
        Curves chart = new Curves("ms", seconds);
        for (String figure : List.of("p50", "p95", "p99")) {
            List<@Nullable Number> values = new ArrayList<>();
            days.forEach(
                    day -> values.add(day.at("/latency/total/" + figure + "_ms").numberValue()));
            chart.with(figure, figure + "_ms", values);
        }
        return chart;
    }

    private static ApiRequest latency(Visit visit, JsonNode report) {
        return asked(visit, LATENCY)
                .query("from", report.path("from").asText())
                .query("to", report.path("to").asText());
    }

    /** A request about the application and class that were chosen. */
    private static ApiRequest asked(Visit visit, String route) {
        String application = application(visit);
        return visit.api("GET", route)
                .query("application", application.equals(ALL) ? null : application)
                .query("class", visit.call().query("class"));
    }

    private static String application(Visit visit) {
        String given = visit.call().query("application");
        return given == null || given.isEmpty() ? visit.application().getId() : given;
    }

    private static @Nullable String month(Visit visit) {
        return visit.call().query("month");
    }

    private static Map<String, Object> chosen(Visit visit) {
        Map<String, Object> values = new HashMap<>();
        values.put("chosen_application", application(visit));
        values.put("chosen_class", Queries.text(visit.call().query("class")));
        values.put("chosen_month", Queries.text(month(visit)));
        values.put("classes_known", CLASSES);
        return values;
    }

    private static Map<String, String> neighbours(String month, long now) {
        YearMonth at = YearMonth.parse(month);
        boolean past = at.isBefore(YearMonth.from(Instant.ofEpochMilli(now).atZone(ZoneOffset.UTC)));
        return Map.of(
                "before",
                at.minusMonths(1).toString(),
                "after",
                past ? at.plusMonths(1).toString() : "");
    }
}
