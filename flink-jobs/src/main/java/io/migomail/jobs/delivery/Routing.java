package io.migomail.jobs.delivery;

import io.migomail.core.OutcomeKind;
import io.migomail.core.record.Route;
import org.jspecify.annotations.Nullable;

/**
 * What routing came to: a route, or the end of the delivery.
 *
 * @param end null where there is a route
 * @param category of a bounce, else empty
 */
record Routing(@Nullable Route route, @Nullable OutcomeKind end, String code, String category, String detail) {
    static Routing to(Route route) {
        return new Routing(route, null, "", "", "");
    }

    static Routing bounced(String code, String category, String detail) {
        return new Routing(null, OutcomeKind.BOUNCED, code, category, detail);
    }

    static Routing failed(String code, String detail) {
        return new Routing(null, OutcomeKind.FAILED, code, "", detail);
    }
}
