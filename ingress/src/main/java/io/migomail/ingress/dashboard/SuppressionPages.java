package io.migomail.ingress.dashboard;

import io.migomail.ingress.problem.FieldError;
import io.migomail.ingress.problem.Problem;
import io.migomail.ingress.rest.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The addresses that an application does not write to, and the erasure of a person, for owners. */
final class SuppressionPages implements Section {
    private static final String LIST = "/v1/suppressions";
    private static final int FAULTS_SHOWN = 50;

    @Override
    public List<Page> pages() {
        return List.of(
                Page.get("/suppressions", visit -> visit.show("suppressions", list(visit))),
                Page.post("/suppressions", this::add),
                Page.post("/suppressions/remove", this::remove),
                Page.get("/suppressions/import", visit -> visit.show("suppressions-import", Map.of())),
                Page.post("/suppressions/import", this::load),
                Page.get("/suppressions/erase", visit -> visit.show("erase", Map.of())),
                Page.post("/suppressions/erase", this::erase));
    }

    private static Map<String, Object> list(Visit visit) throws InterruptedException {
        Map<String, Object> values = new HashMap<>();
        StringBuilder query = new StringBuilder();
        for (String filter : new String[] {"address", "reason"}) {
            String given = given(visit, filter);
            values.put(filter, given);
            if (!given.isEmpty()) {
                query.append(filter)
                        .append('=')
                        .append(URLEncoder.encode(given, StandardCharsets.UTF_8))
                        .append('&');
            }
        }
        values.put("query", query.toString());
        try {
            values.put(
                    "suppressions",
                    visit.api("GET", LIST)
                            .query("address", given(visit, "address"))
                            .query("reason", given(visit, "reason"))
                            .query("cursor", visit.call().query("cursor"))
                            .plain());
        } catch (Problem problem) {
            if (given(visit, "address").isEmpty()) {
                throw problem;
            }
            // What was looked for is no whole address: nothing can be found by it.
            values.put("suppressions", Map.of("data", List.of()));
            values.put("problem", Visit.problemValues(problem));
        }
        return values;
    }

    private static String given(Visit visit, String filter) {
        String given = visit.call().query(filter);
        return given == null ? "" : given.strip();
    }

    private Reply add(Visit visit) throws InterruptedException {
        FormBody form = FormBody.of(visit).text("address", "reason");
        try {
            visit.api("POST", LIST).body(form.json()).reply();
            return visit.goOn(
                    visit.link("/suppressions"),
                    "The address is not written to any more; the list shows it in a moment.");
        } catch (Problem problem) {
            Map<String, Object> values = list(visit);
            values.put("given", form.plain());
            return visit.showAgain(problem, "suppressions", values);
        }
    }

    private Reply remove(Visit visit) throws InterruptedException {
        visit.api("DELETE", LIST + "/{address}")
                .path("address", visit.call().field("address").strip())
                .reply();
        return visit.goOn(
                visit.link("/suppressions"), "The address is written to again; the list shows it in a moment.");
    }

    /** By as many requests as it takes; each is taken whole or not at all, and adding again does no harm. */
    private Reply load(Visit visit) throws InterruptedException {
        String text = visit.call().field("list");
        long added = 0;
        List<SuppressionLines> parts = SuppressionLines.of(text);
        if (parts.isEmpty()) {
            return visit.show(
                    422, "suppressions-import", Map.of("text", text, "faults", List.of("There is no address in it.")));
        }
        for (SuppressionLines part : parts) {
            try {
                added += visit.api("POST", LIST + "/import")
                        .body(part.body())
                        .json()
                        .path("added")
                        .asLong();
            } catch (Problem problem) {
                return visit.show(
                        problem.code().status(),
                        "suppressions-import",
                        Map.of("text", text, "added", added, "faults", faults(part, problem)));
            }
        }
        return visit.goOn(
                visit.link("/suppressions"),
                added + " addresses are not written to any more; the list shows them in a moment.");
    }

    private static List<String> faults(SuppressionLines part, Problem problem) {
        List<String> faults = new ArrayList<>();
        for (FieldError error : problem.errors()) {
            int line = part.line(error.pointer());
            faults.add(line == 0 ? error.message() : "Line " + line + ": " + error.message());
        }
        if (faults.isEmpty()) {
            faults.add(problem.detail());
        }
        return faults.subList(0, Math.min(FAULTS_SHOWN, faults.size()));
    }

    /** The address is typed twice: what is erased does not come back. */
    private Reply erase(Visit visit) throws InterruptedException {
        String address = visit.call().field("address").strip();
        Map<String, Object> values = new HashMap<>();
        values.put("address", address);
        values.put("keep", visit.call().form().containsKey("keep"));
        if (!address.equals(visit.call().field("again").strip())) {
            values.put("differ", true);
            return visit.show(422, "erase", values);
        }
        try {
            values.put(
                    "receipt",
                    visit.api("DELETE", "/v1/recipients/{address}/data")
                            .path("address", address)
                            .query("suppressions", visit.call().form().containsKey("keep") ? "keep" : "")
                            .plain());
            return visit.show("erased", values);
        } catch (Problem problem) {
            return visit.showAgain(problem, "erase", values);
        }
    }
}
