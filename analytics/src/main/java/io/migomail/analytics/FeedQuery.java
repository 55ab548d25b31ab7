package io.migomail.analytics;

import java.util.List;

/**
 * Whose events are read.
 *
 * @param types of these types only; empty = all
 * @param from of this instant or later, milliseconds; 0 = however old
 * @param to of this instant or earlier; {@link Long#MAX_VALUE} = however new
 */
public record FeedQuery(String applicationId, String environment, List<String> types, long from, long to) {
    /** Events of every instant. */
    public FeedQuery(String applicationId, String environment, List<String> types) {
        this(applicationId, environment, types, 0, Long.MAX_VALUE);
    }

    boolean anyTime() {
        return from == 0 && to == Long.MAX_VALUE;
    }
}
