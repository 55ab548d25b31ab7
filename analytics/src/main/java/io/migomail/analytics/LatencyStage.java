package io.migomail.analytics;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** A part of the way of a delivery that was accepted, between two of its instants, as the story of its message tells it. */
public enum LatencyStage {
    QUEUE("start", "queued"),
    RENDER("queued", "rendered"),
    /** To the first attempt. */
    DISPATCH("rendered", "dispatched"),
    ACCEPT("dispatched", "accepted"),
    TOTAL("start", "accepted");

    static final String SELECT_LIST =
            Arrays.stream(values()).map(LatencyStage::spread).collect(Collectors.joining(", "));

    private final String from;
    private final String to;

    LatencyStage(String from, String to) {
        this.from = from;
        this.to = to;
    }

    /** The word used in the API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    private String spread() {
        // Two machines' clocks may make a span negative.
        return Spread.sql("greatest(0, " + to + " - " + from + ")", from + " > 0 AND " + to + " > 0");
    }
}
