package io.migomail.analytics;

import java.util.List;

/**
 * Whose events are read.
 *
 * @param types of these types only; empty = all
 */
public record FeedQuery(String applicationId, String environment, List<String> types) {}
