package io.migomail.analytics;

/**
 * What a report on the promised time is asked for: messages of the scope whose time began to count within the range.
 *
 * @param scope of its filters only that by class counts
 * @param targetMillis within which a delivery is to be accepted by the recipient's mail server
 */
public record SlaQuery(StatsQuery.Scope scope, StatsQuery.Range range, long targetMillis) {}
