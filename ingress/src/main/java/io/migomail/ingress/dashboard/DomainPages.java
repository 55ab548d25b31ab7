package io.migomail.ingress.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.problem.Problem;
import io.migomail.ingress.rest.Reply;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The sending domains of an account: the records that each needs, as the DNS shows them, and its keys. While something is
 * waited for, the page asks for its part again every few seconds and gets one when there is something new.
 */
final class DomainPages implements Section {
    private static final String DOMAINS = "/v1/domains";
    private static final String DOMAIN = DOMAINS + "/{id}";

    @Override
    public List<Page> pages() {
        return List.of(
                Page.get("/domains", visit -> visit.show("domains", list(visit))),
                Page.post("/domains", this::add),
                Page.get("/domains/{id}", visit -> visit.show("domain", values(find(visit)))),
                Page.get("/domains/{id}/records", this::records),
                Page.post("/domains/{id}/check", this::check),
                Page.post("/domains/{id}/rotate", this::rotate),
                Page.post("/domains/{id}/delete", this::delete));
    }

    private static Map<String, Object> list(Visit visit) throws InterruptedException {
        JsonNode answer = visit.api("GET", DOMAINS)
                .query("cursor", visit.call().query("cursor"))
                .json();
        answer.path("data").forEach(DomainPages::count);
        Map<String, Object> values = new HashMap<>();
        values.put("domains", Json.plain(answer));
        return values;
    }

    private Reply add(Visit visit) throws InterruptedException {
        FormBody form = FormBody.of(visit).text("name", "stream");
        try {
            JsonNode made = visit.api("POST", DOMAINS).body(form.json()).json();
            return visit.goOn(
                    visit.link("/domains/" + made.path("id").asText()),
                    "The domain is added. Publish its records, and it is verified by itself.");
        } catch (Problem problem) {
            Map<String, Object> values = list(visit);
            values.put("given", form.plain());
            return visit.showAgain(problem, "domains", values);
        }
    }

    /** The part of the page that changes by itself; nothing where it is as it was. */
    private Reply records(Visit visit) throws InterruptedException {
        JsonNode domain = find(visit);
        return mark(domain).equals(visit.call().query("seen"))
                ? Reply.noContent()
                : visit.show("domain-part", values(domain));
    }

    private Reply check(Visit visit) throws InterruptedException {
        JsonNode domain =
                visit.api("POST", DOMAIN + "/verify").path("id", id(visit)).json();
        count(domain);
        return visit.goOn(
                here(visit),
                "The DNS was asked just now: " + domain.path("right").asText() + " of "
                        + domain.path("wanted").asText() + " required records are right.");
    }

    private Reply rotate(Visit visit) throws InterruptedException {
        try {
            visit.api("POST", DOMAIN + "/dkim/rotate").path("id", id(visit)).reply();
            return visit.goOn(here(visit), "New keys are made. Publish their records beside the present ones.");
        } catch (Problem problem) {
            return visit.showAgain(problem, "domain", values(find(visit)));
        }
    }

    private Reply delete(Visit visit) throws InterruptedException {
        visit.api("DELETE", DOMAIN).path("id", id(visit)).reply();
        return visit.goOn(visit.link("/domains"), "The domain is deleted: mail from it is refused from now on.");
    }

    private static JsonNode find(Visit visit) throws InterruptedException {
        return visit.api("GET", DOMAIN).path("id", id(visit)).json();
    }

    private static String id(Visit visit) {
        return visit.call().path("id");
    }

    private static String here(Visit visit) {
        return visit.link("/domains/" + id(visit));
    }

    private static Map<String, Object> values(JsonNode domain) {
        String mark = mark(domain);
        boolean next = false;
        boolean retired = false;
        for (JsonNode record : domain.path("records")) {
            next |= record.path("purpose").asText().endsWith("_next");
            retired |= record.path("purpose").asText().equals("dkim_rsa_retired");
        }
        count(domain);
        Map<String, Object> values = new HashMap<>();
        values.put("domain", Json.plain(domain));
        values.put("mark", mark);
        values.put("new_keys", next);
        values.put("old_keys", retired);
        values.put("waiting", next || !domain.path("status").asText().equals("verified"));
        return values;
    }

    /** Puts how many records are required, and how many of those are right. */
    private static void count(JsonNode domain) {
        int wanted = 0;
        int right = 0;
        for (JsonNode record : domain.path("records")) {
            if (record.path("required").asBoolean()) {
                wanted++;
                right += record.path("state").asText().equals("verified") ? 1 : 0;
            }
        }
        ((ObjectNode) domain).put("wanted", wanted).put("right", right);
    }

    /** Another one as soon as the answer differs. */
    private static String mark(JsonNode domain) {
        return Integer.toHexString(domain.toString().hashCode());
    }
}
