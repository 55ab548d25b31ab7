package io.migomail.bench.report;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * The figures of one part of a run, cold or warm: of the messages that were due in it.
 *
 * @param latency from the due time to the measuring MX's 250
 * @param accept from the due time to the system's answer
 * @param throughput messages per second, from the first one due to the last arrival
 * @param cpuMs CPU milliseconds per message that arrived meanwhile, without the event store's
 * @param storeCpuMs the event store's
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Part(
        int messages,
        int accepted,
        int delivered,
        Spread latency,
        Spread accept,
        double throughput,
        double cpuMs,
        double storeCpuMs) {}
