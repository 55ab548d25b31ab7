package io.migomail.ingress.dashboard;

import io.migomail.ingress.rest.Reply;
import java.util.List;
import java.util.Map;

/** What is going on now. */
final class OverviewPages implements Section {
    @Override
    public List<Page> pages() {
        return List.of(Page.get("", this::overview));
    }

    private Reply overview(Visit visit) throws InterruptedException {
        Object recent = visit.api("GET", "/v1/messages").query("limit", "10").plain();
        return visit.show("overview", Map.of("recent", recent));
    }
}
