package io.migomail.core;

import java.time.Duration;
import java.util.List;

/** When an event is offered again to an endpoint that does not take it, where its webhook says nothing else. */
public final class WebhookSchedule {
    /** Waits between attempts; after the last one the event is given up. Up to a tenth is added to each. */
    public static final List<Duration> STANDARD = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));

    private WebhookSchedule() {}
}
