package io.migomail.mta;

import io.migomail.core.OutcomeKind;
import io.migomail.core.record.Route;
import org.jspecify.annotations.Nullable;

/**
 * What routing came to: a route, or the end of the delivery, or nothing where nothing could be found out.
 *
 * @param end null where there is a route
 * @param category of a bounce, else empty
 */
public record Routing(@Nullable Route route, @Nullable OutcomeKind end, String code, String category, String detail) {
    /** Nothing is known that was not known before. */
    public static final Routing NO_NEWS = new Routing(null, null, "", "", "");

    /** It goes there. */
    public static Routing to(Route route) {
        return new Routing(route, null, "", "", "");
    }

    /** Nobody takes it, finally. */
    public static Routing bounced(String code, String category, String detail) {
        return new Routing(null, OutcomeKind.BOUNCED, code, category, detail);
    }

    /** It cannot be sent, by our fault or its sender's. */
    public static Routing failed(String code, String detail) {
        return new Routing(null, OutcomeKind.FAILED, code, "", detail);
    }
}
