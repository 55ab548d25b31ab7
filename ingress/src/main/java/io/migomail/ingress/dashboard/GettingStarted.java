package io.migomail.ingress.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What somebody new has to do, and what of it is done; of what they may not see nothing is said. */
final class GettingStarted {
    private GettingStarted() {}

    /** The steps in their order; empty once all are done. */
    static List<Map<String, Object>> of(Visit visit) throws InterruptedException {
        List<Map<String, Object>> steps = new ArrayList<>();
        boolean admin = visit.role().scopes().contains("admin");
        steps.add(step("Verify a domain to send from", "/domains", hasVerified(visit)));
        if (admin) {
            steps.add(step("Make an API key", "/keys", any(visit, "/v1/api-keys")));
        }
        steps.add(step("Send the first message", "/messages", any(visit, "/v1/messages")));
        if (admin || visit.role().scopes().contains("webhooks:read")) {
            steps.add(
                    step("Let a webhook tell your application what happens", "/webhooks", any(visit, "/v1/webhooks")));
        }
        return steps.stream().allMatch(each -> Boolean.TRUE.equals(each.get("done"))) ? List.of() : steps;
    }

    private static Map<String, Object> step(String label, String path, boolean done) {
        return Map.of("label", label, "path", path, "done", done);
    }

    private static boolean any(Visit visit, String route) throws InterruptedException {
        try {
            return !visit.api("GET", route)
                    .query("limit", "1")
                    .json()
                    .path("data")
                    .isEmpty();
        } catch (Problem problem) {
            if (problem.code() != ErrorCode.STORE_UNAVAILABLE) {
                throw problem;
            }
            return true; // Nobody is told to do again what cannot be looked up now.
        }
    }

    private static boolean hasVerified(Visit visit) throws InterruptedException {
        for (JsonNode domain :
                visit.api("GET", "/v1/domains").query("limit", "100").json().path("data")) {
            if (domain.path("verified").asBoolean()) {
                return true;
            }
        }
        return false;
    }
}
