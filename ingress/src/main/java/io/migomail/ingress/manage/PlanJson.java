package io.migomail.ingress.manage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.core.Plan;
import io.migomail.ingress.json.Json;

/** What a plan sets, as {@code /v1/limits} and accounts show it. */
public final class PlanJson {
    private PlanJson() {}

    public static ObjectNode of(Plan plan) {
        return Json.object()
                .put("retention_days", plan.retentionDays())
                .put("content_days", plan.contentDays())
                .put("requests_per_second", plan.requestsPerSecond())
                .put("applications", plan.applications())
                .put("users", plan.users());
    }
}
