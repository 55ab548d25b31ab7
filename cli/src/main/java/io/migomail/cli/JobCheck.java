package io.migomail.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.sdk.Transport;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether Flink runs a job. */
final class JobCheck {
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Surroundings here;
    private final Instant end;

    /** One that may take this long. */
    JobCheck(Surroundings here, Duration wait) {
        this.here = here;
        this.end = here.clock().instant().plus(wait);
    }

    /** @param name of the job; null = any */
    String run(URI url, @Nullable String name) throws FailedCheckException {
        URI overview = URI.create(url.toString().replaceFirst("/+$", "") + "/jobs/overview");
        String found;
        do {
            try {
                JsonNode jobs = ask(overview).path("jobs");
                for (JsonNode job : jobs) {
                    if (runs(job)
                            && (name == null || name.equals(job.path("name").asText()))) {
                        return "the job " + job.path("name").asText() + " runs with "
                                + job.at("/tasks/total").asInt() + " tasks";
                    }
                }
                found = "has " + (jobs.isEmpty() ? "no job" : described(jobs));
            } catch (IOException e) {
                found = "does not answer: " + e;
            }
            Waiting.pause(here, LOOK);
        } while (here.clock().instant().isBefore(end));
        throw new FailedCheckException(url + " " + found + (name == null ? "" : "; wanted: " + name));
    }

    /** A job is RUNNING while its tasks are still being deployed. */
    private static boolean runs(JsonNode job) {
        int total = job.at("/tasks/total").asInt();
        return job.path("state").asText().equals("RUNNING")
                && total > 0
                && job.at("/tasks/running").asInt() == total;
    }

    private static String described(JsonNode jobs) {
        StringBuilder out = new StringBuilder();
        for (JsonNode job : jobs) {
            out.append(out.isEmpty() ? "" : ", ")
                    .append(job.path("name").asText())
                    .append(" ")
                    .append(job.path("state").asText())
                    .append(" with ")
                    .append(job.at("/tasks/running").asInt())
                    .append(" of ")
                    .append(job.at("/tasks/total").asInt())
                    .append(" tasks");
        }
        return out.toString();
    }

    private JsonNode ask(URI overview) throws IOException {
        try {
            var request = new Transport.Request("GET", overview, Map.of("Accept", "application/json"), new byte[0]);
            Transport.Reply reply = here.transport().exchange(request, TIMEOUT);
            if (reply.status() != 200) {
                throw new IOException("status " + reply.status());
            }
            return Out.parse(reply.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
