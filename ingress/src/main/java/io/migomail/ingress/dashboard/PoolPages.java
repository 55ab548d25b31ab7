package io.migomail.ingress.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.control.UserRole;
import io.migomail.core.MailStream;
import io.migomail.core.WarmUp;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.problem.Problem;
import io.migomail.ingress.rest.Reply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pools of addresses from which mail leaves: what waits and why, what mail servers say, and for operators their addresses. */
final class PoolPages implements Section {
    private static final String POOLS = "/v1/ip-pools";
    private static final String POOL = "/v1/ip-pools/{id}";
    private static final List<String> PARTS = List.of("address", "destination");
    private static final String CHANGES = "10";
    private static final int DAY_SECONDS = 86_400;
    private static final List<String> COUNTS = List.of("delivered", "soft_bounced", "hard_bounced");

    @Override
    public List<Page> pages() {
        return List.of(
                Page.get("/ip-pools", this::list),
                Page.post("/ip-pools", this::create),
                Page.get("/ip-pools/{id}", visit -> visit.show("pool", pool(visit))),
                Page.post("/ip-pools/{id}", this::change),
                Page.post("/ip-pools/{id}/suspend", visit -> suspension(visit, "suspend", "suspended")),
                Page.post("/ip-pools/{id}/resume", visit -> suspension(visit, "resume", "resumed")));
    }

    private Reply list(Visit visit) throws InterruptedException {
        return visit.show("pools", pools(visit));
    }

    private static Map<String, Object> pools(Visit visit) throws InterruptedException {
        Map<String, Object> values = new HashMap<>();
        String account = Queries.text(visit.call().query("account"));
        values.put("chosen_account", account.isEmpty() ? visit.account().getId() : account);
        values.put("query", account.isEmpty() ? "" : Queries.text(Map.of("account", account)));
        values.put(
                "pools",
                visit.api("GET", POOLS)
                        .query("account", account)
                        .query("cursor", visit.call().query("cursor"))
                        .plain());
        if (mayChange(visit)) {
            values.put(
                    "accounts",
                    visit.api("GET", "/v1/accounts").query("limit", "100").plain());
            values.put(
                    "streams",
                    Arrays.stream(MailStream.values()).map(MailStream::word).toList());
        }
        return values;
    }

    /** Only an operator's owner; the API refuses anybody else. */
    private static boolean mayChange(Visit visit) {
        return visit.account().getOperator() && visit.role() == UserRole.OWNER;
    }

    private Reply create(Visit visit) throws InterruptedException {
        ObjectNode body = Json.object()
                .put("account", visit.call().field("account"))
                .put("stream", visit.call().field("stream"))
                .put("environment", visit.call().field("environment"));
        body.set("ips", ips(visit));
        try {
            String id = visit.api("POST", POOLS).body(body).json().path("id").asText();
            return visit.goOn(visit.link("/ip-pools/" + id), "The pool is there.");
        } catch (Problem problem) {
            Map<String, Object> values = pools(visit);
            values.put("given", Json.plain(body));
            return visit.showAgain(problem, "pools", values);
        }
    }

    private Reply change(Visit visit) throws InterruptedException {
        String id = visit.call().path("id");
        ArrayNode ips = ips(visit);
        ObjectNode body = Json.object();
        body.set("ips", ips);
        try {
            visit.api("PATCH", POOL).path("id", id).body(body).json();
            return visit.goOn(visit.link("/ip-pools/" + id), "The addresses are changed.");
        } catch (Problem problem) {
            Map<String, Object> values = pool(visit);
            values.put("given_ips", Json.plain(ips));
            return visit.showAgain(problem, "pool", values);
        }
    }

    /** The pool, one of its addresses or one destination: what the form names; an empty field is a fault, not the pool. */
    private static Reply suspension(Visit visit, String verb, String done) throws InterruptedException {
        String id = visit.call().path("id");
        ObjectNode body = Json.object();
        for (String part : PARTS) {
            if (visit.call().form().containsKey(part)) {
                body.put(part, visit.call().field(part).strip());
            }
        }
        try {
            visit.api("POST", POOL + "/" + verb).path("id", id).body(body).json();
        } catch (Problem problem) {
            Map<String, Object> values = pool(visit);
            values.put("suspending", true);
            values.put("given", Json.plain(body));
            return visit.showAgain(problem, "pool", values);
        }
        String what = body.path("address").asText(body.path("destination").asText("The pool"));
        return visit.goOn(visit.link("/ip-pools/" + id), what + " is " + done + ".");
    }

    /** The rows of the form; one without an address is left out. */
    private static ArrayNode ips(Visit visit) {
        Map<String, List<String>> form = visit.call().form();
        ArrayNode out = Json.object().putArray("ips");
        List<String> addresses = form.getOrDefault("address", List.of());
        for (int i = 0; i < addresses.size(); i++) {
            if (!addresses.get(i).isBlank()) {
                ObjectNode one = out.addObject().put("address", addresses.get(i).strip());
                String name = at(form, "ehlo_name", i).strip();
                if (!name.isEmpty()) {
                    one.put("ehlo_name", name);
                }
                String warmUp = at(form, "warm_up", i);
                if (!warmUp.isEmpty()) {
                    one.put("warm_up", warmUp.equals("start"));
                }
            }
        }
        return out;
    }

    private static String at(Map<String, List<String>> form, String name, int index) {
        List<String> values = form.getOrDefault(name, List.of());
        return index < values.size() ? values.get(index) : "";
    }

    private static Map<String, Object> pool(Visit visit) throws InterruptedException {
        JsonNode pool =
                visit.api("GET", POOL).path("id", visit.call().path("id")).json();
        Map<String, Object> values = new HashMap<>();
        values.put("pool", Json.plain(pool));
        values.put("may_change", mayChange(visit));
        values.put("curves", curves(pool));
        String account = pool.path("account").asText();
        boolean ofAccount = account.equals(visit.account().getId());
        if (visit.role() == UserRole.OWNER) {
            values.put("changes", Json.plain(changes(visit, pool, account)));
            values.put("audit_account", ofAccount ? "" : account);
        }
        boolean own = ofAccount
                && pool.path("environment").asText().equals(visit.environment().word());
        if (own) {
            JsonNode days = visit.api("GET", "/v1/stats")
                    .query("interval", "day")
                    .query("stream", pool.path("stream").asText())
                    .json()
                    .path("data");
            values.put("days", Json.plain(days));
            values.put("chart", replies(days).text());
        }
        return values;
    }

    /** The newest entries of the audit log about it: who suspended it, and when. */
    private static JsonNode changes(Visit visit, JsonNode pool, String account) throws InterruptedException {
        return visit.api("GET", "/v1/audit-logs")
                .query("resource", pool.path("id").asText())
                .query("account", account)
                .query("limit", CHANGES)
                .json()
                .path("data");
    }

    /** How many mails a day an address that warms up sends to one destination, by the address. */
    private static Map<String, String> curves(JsonNode pool) {
        Map<String, String> out = new HashMap<>();
        for (JsonNode ip : pool.path("ips")) {
            JsonNode since = ip.path("warm_up").path("since");
            if (since.isTextual()) {
                long begin = Instant.parse(since.asText()).getEpochSecond();
                List<Long> seconds = new ArrayList<>();
                List<@Nullable Number> messages = new ArrayList<>();
                for (int day = 1; day <= WarmUp.days(); day++) {
                    seconds.add(begin + (long) (day - 1) * DAY_SECONDS);
                    messages.add(WarmUp.messages(day));
                }
                out.put(
                        ip.path("address").asText(),
                        new Curves("messages", seconds)
                                .with("to one destination", "delivered", messages)
                                .text());
            }
        }
        return out;
    }

    private static Curves replies(JsonNode days) {
        List<Long> seconds = new ArrayList<>();
        days.forEach(day -> seconds.add(Instant.parse(day.path("at").asText()).getEpochSecond()));
        Curves chart = new Curves("messages", seconds);
        for (String count : COUNTS) {
            List<@Nullable Number> values = new ArrayList<>();
            days.forEach(day -> values.add(day.path("counts").path(count).asLong()));
            chart.with(count.replace('_', ' '), count, values);
        }
        return chart;
    }
}
