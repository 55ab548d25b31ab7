package io.migomail.ingress.dashboard;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.core.Plan;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import io.migomail.ingress.rest.Reply;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** For the operator's people: all accounts. */
final class AccountPages implements Section {
    private static final String PATH = "/settings/accounts";
    private static final String ACCOUNTS = "/v1/accounts";
    private static final String ACCOUNT = "/v1/accounts/{id}";

    @Override
    public List<Page> pages() {
        return List.of(
                Page.get(PATH, visit -> visit.show("accounts", values(visit))),
                Page.post(PATH, this::create),
                Page.post(PATH + "/{id}", this::change));
    }

    private static Map<String, Object> values(Visit visit) throws InterruptedException {
        if (!visit.account().getOperator()) {
            throw Problem.of(ErrorCode.NOT_FOUND, "There is no such page.");
        }
        Map<String, Object> values = new HashMap<>();
        values.put(
                "all",
                visit.api("GET", ACCOUNTS)
                        .query("limit", "100")
                        .query("cursor", visit.call().query("cursor"))
                        .plain());
        values.put("plans", Arrays.stream(Plan.values()).map(Plan::word).toList());
        values.put("query", "");
        return values;
    }

    /** Shows the keys of the new account, once. */
    private Reply create(Visit visit) throws InterruptedException {
        ObjectNode body = FormBody.of(visit).text("username", "name", "plan").json();
        try {
            Object made = visit.api("POST", ACCOUNTS).body(body).plain();
            Map<String, Object> values = values(visit);
            values.put("made", made);
            return visit.show("accounts", values);
        } catch (Problem problem) {
            return again(visit, problem, Json.plain(body));
        }
    }

    private Reply change(Visit visit) throws InterruptedException {
        ObjectNode body = FormBody.of(visit).text("name", "plan", "status").json();
        try {
            visit.api("PATCH", ACCOUNT)
                    .path("id", visit.call().path("id"))
                    .body(body)
                    .json();
        } catch (Problem problem) {
            return again(visit, problem, null);
        }
        return visit.goOn(visit.link(PATH), "The account is changed.");
    }

    private static Reply again(Visit visit, Problem problem, @Nullable Object given) throws InterruptedException {
        return visit.showAgain(problem, "accounts", AccountPages::values, given);
    }
}
