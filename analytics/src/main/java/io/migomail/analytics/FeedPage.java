package io.migomail.analytics;

import io.migomail.core.record.MailEvent;
import java.util.List;

/**
 * Events in the order in which they were stored.
 *
 * @param more whether others can be read at once; the page may hold fewer than were asked for even so
 * @param end the place from which to read on, now or later
 */
public record FeedPage(List<MailEvent> events, boolean more, long end) {}
