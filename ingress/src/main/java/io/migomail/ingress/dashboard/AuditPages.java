package io.migomail.ingress.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.ingress.problem.Problem;
import io.migomail.ingress.rest.Reply;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who changed what of the account. */
final class AuditPages implements Section {
    private static final List<String> FILTERS = List.of("resource", "actor", "account", "since", "until");
    private static final String SHOWN = "100";

    @Override
    public List<Page> pages() {
        return List.of(Page.get("/audit", this::list));
    }

    private Reply list(Visit visit) throws InterruptedException {
        Map<String, String> filters = Queries.given(visit, FILTERS);
        Map<String, Object> values = new HashMap<>();
        values.put("filters", filters);
        values.put("query", Queries.text(filters));
        try {
            values.put(
                    "entries",
                    visit.api("GET", "/v1/audit-logs")
                            .query("resource", filters.get("resource"))
                            .query("actor", filters.get("actor"))
                            .query("account", filters.get("account"))
                            .query("since", day(Queries.text(filters.get("since")), 0))
                            .query("until", day(Queries.text(filters.get("until")), 1))
                            .query("cursor", visit.call().query("cursor"))
                            .plain());
            values.put("actors", actors(visit));
        } catch (Problem problem) {
            if (problem.code().status() != 422) {
                throw problem;
            }
            return visit.showAgain(problem, "audit", values);
        }
        return visit.show("audit", values);
    }

    /** The instant at which a day of UTC begins, or one after it; any other text as it is, for the API to refuse. */
    private static String day(String text, int later) {
        try {
            return text.isEmpty() ? "" : LocalDate.parse(text).plusDays(later) + "T00:00:00Z";
        } catch (DateTimeException e) {
            return text;
        }
    }

    /** Whom the list can be cut down to: the people and the keys, as far as one page of each has them. */
    private static List<Object> actors(Visit visit) throws InterruptedException {
        List<Object> out = new ArrayList<>();
        for (JsonNode person : all(visit, "/v1/users")) {
            out.add(Map.of(
                    "id",
                    person.path("id").asText(),
                    "name",
                    person.path("email").asText()));
        }
        for (JsonNode key : all(visit, "/v1/api-keys")) {
            out.add(Map.of(
                    "id",
                    key.path("id").asText(),
                    "name",
                    "key " + key.path("name").asText()));
        }
        return out;
    }

    private static JsonNode all(Visit visit, String route) throws InterruptedException {
        return visit.api("GET", route).query("limit", SHOWN).json().path("data");
    }
}
