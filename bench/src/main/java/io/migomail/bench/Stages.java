package io.migomail.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.bench.load.RestClient;
import io.migomail.bench.report.Spread;
import io.migomail.core.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** How long each stage took by the system's own account, from the stories of some messages. Confined to one thread. */
final class Stages {
    private static final List<String> NAMES = List.of("queue_ms", "render_ms", "dispatch_ms", "accept_ms", "total_ms");
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    /** Between two looks at the same message; far below the API's rate limit. */
    private static final long GAP_NANOS = 10_000_000;

    private final RestClient stories;
    private final TimeSource time;

    Stages(RestClient stories, TimeSource time) {
        this.stories = stories;
        this.time = time;
    }

    /** Asks for every message until its story is complete or, all together, patience ends. */
    Map<String, Spread> of(List<String> messageIds) throws IOException {
        Map<String, List<Double>> found = new LinkedHashMap<>();
        NAMES.forEach(name -> found.put(name, new ArrayList<>()));
        long end = time.monotonicNanos() + PATIENCE.toNanos();
        for (String id : messageIds) {
            JsonNode latency = story(id, end);
            found.forEach((name, values) -> {
                if (latency.hasNonNull(name)) {
                    values.add(latency.get(name).asDouble());
                }
            });
        }
        Map<String, Spread> out = new LinkedHashMap<>();
        found.forEach((name, values) -> out.put(
                name, Spread.of(values.stream().mapToDouble(Double::doubleValue).toArray())));
        return out;
    }

    private JsonNode story(String id, long end) throws IOException {
        JsonNode latency = stories.story(id).path("latency");
        while (!latency.hasNonNull("total_ms") && time.monotonicNanos() < end) {
            LockSupport.parkNanos(GAP_NANOS);
            latency = stories.story(id).path("latency");
        }
        return latency;
    }
}
