package io.migomail.ingress.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.core.IsoTime;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import io.migomail.ingress.rest.Reply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What is going on now: alerts that are open, the rate, the outcomes and the latency of the last day, what waits and why, what failed, and for a
 * new account what is left to do. A page that stays open asks for a part of itself by {@code ?part=}.
 */
final class OverviewPages implements Section {
    private static final String NOW = "now";
    private static final String DAY = "day";
    private static final int FAILURES = 8;
    private static final int POOLS = 3;
    private static final int QUEUES = 5;

    @Override
    public List<Page> pages() {
        return List.of(Page.get("", this::overview));
    }

    private Reply overview(Visit visit) throws InterruptedException {
        String asked = visit.call().query("part");
        String part = NOW.equals(asked) ? NOW : DAY.equals(asked) ? DAY : "";
        OverviewFigures figures = new OverviewFigures(visit);
        Map<String, Object> values = new HashMap<>(Map.of("part", part, "away", false));
        if (part.isEmpty()) {
            values.put("steps", GettingStarted.of(visit));
        }
        if (!part.equals(DAY)) {
            values.put("alerts", alerts(visit));
        }
        try {
            if (!part.equals(DAY)) {
                values.put("rate", figures.rate());
                values.put("pools", pools(visit));
                values.put("failures", failures(visit));
            }
            if (!part.equals(NOW)) {
                values.put("counts", figures.counts());
                values.put("latency", figures.latency());
                values.put("charts", figures.charts());
            }
        } catch (Problem problem) {
            if (problem.code() != ErrorCode.STORE_UNAVAILABLE && problem.code() != ErrorCode.BUSY) {
                throw problem;
            }
            values.put("away", true);
        }
        return visit.show("overview", values);
    }

    /** What endangers the promise on the application's mail now, newest first. */
    private static List<Object> alerts(Visit visit) throws InterruptedException {
        List<Object> out = new ArrayList<>();
        visit.api("GET", "/v1/alerts")
                .query("state", "open")
                .query("application", visit.application().getId())
                .json()
                .path("data")
                .forEach(each -> out.add(Objects.requireNonNull(Json.plain(each))));
        return out;
    }

    /** The pools of the environment; of those in which something waits, the longest queues with their reasons. */
    private static List<Object> pools(Visit visit) throws InterruptedException {
        List<Object> out = new ArrayList<>();
        int looks = 0;
        for (JsonNode pool : visit.api("GET", "/v1/ip-pools").json().path("data")) {
            if (!pool.path("environment").asText().equals(visit.environment().word())) {
                continue;
            }
            Map<String, Object> each = new HashMap<>(Map.of(
                    "id", pool.path("id").asText(),
                    "stream", pool.path("stream").asText(),
                    "waiting", pool.path("waiting").asLong(),
                    "in_flight", pool.path("in_flight").asLong(),
                    "queues", List.of()));
            if (pool.path("waiting").asLong() > 0 && looks++ < POOLS) {
                each.put("queues", queues(visit, pool.path("id").asText()));
            }
            out.add(each);
        }
        return out;
    }

    private static List<Object> queues(Visit visit, String pool) throws InterruptedException {
        List<Object> out = new ArrayList<>();
        for (JsonNode queue :
                visit.api("GET", "/v1/ip-pools/{id}").path("id", pool).json().path("queues")) {
            Object plain = Json.plain(queue);
            if (plain != null && out.size() < QUEUES) {
                out.add(plain);
            }
        }
        return out;
    }

    private static List<Object> failures(Visit visit) throws InterruptedException {
        List<Object> out = new ArrayList<>();
        visit.api("GET", "/v1/messages")
                .query("status", "bounced")
                .query("status", "failed")
                .query("status", "expired")
                .query("limit", Integer.toString(FAILURES))
                .query("since", IsoTime.text(visit.call().now() - OverviewFigures.SPAN))
                .json()
                .path("data")
                .forEach(each -> out.add(Objects.requireNonNull(Json.plain(each))));
        return out;
    }
}
