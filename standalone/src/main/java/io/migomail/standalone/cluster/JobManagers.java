package io.migomail.standalone.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.standalone.StartException;
import io.migomail.standalone.flink.RetainedCheckpoints;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/** Flink's REST API, asked at whichever JobManager answers; a standby answers for the leader. Thread-safe. */
final class JobManagers {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    private final Census census;

    JobManagers(Census census) {
        this.census = census;
    }

    /** The port of one that answers for a leader. */
    int answering() throws IOException, InterruptedException {
        return asked("/jobs/overview", null).port();
    }

    /** Names of the TaskManagers that are registered and heard of. */
    Set<String> taskManagers() throws IOException, InterruptedException {
        Set<String> names = new TreeSet<>();
        asked("/taskmanagers", null)
                .body()
                .path("taskmanagers")
                .forEach(tm -> names.add(tm.path("id").asText()));
        return names;
    }

    /** Whether the job is there and has not ended for good. */
    boolean knows(String job) throws IOException, InterruptedException {
        String id = RetainedCheckpoints.idOf(job).toHexString();
        for (JsonNode each : asked("/jobs/overview", null).body().path("jobs")) {
            if (each.path("jid").asText().equals(id)) {
                return !Set.of("FINISHED", "CANCELED", "FAILED")
                        .contains(each.path("state").asText());
            }
        }
        return false;
    }

    /** Whether every task of the job runs. */
    boolean runs(String job) throws IOException, InterruptedException {
        JsonNode vertices = asked(path(job), null).body().path("vertices");
        for (JsonNode vertex : vertices) {
            int running = vertex.path("tasks").path("RUNNING").asInt();
            if (running < vertex.path("parallelism").asInt(1)) {
                return false;
            }
        }
        return !vertices.isEmpty();
    }

    /** Names of the TaskManagers on which tasks of the job are. */
    Set<String> placement(String job) throws IOException, InterruptedException {
        Set<String> names = new TreeSet<>();
        for (JsonNode vertex : asked(path(job), null).body().path("vertices")) {
            String at = path(job) + "/vertices/" + vertex.path("id").asText();
            for (JsonNode subtask : asked(at, null).body().path("subtasks")) {
                names.add(subtask.path("taskmanager-id").asText());
            }
        }
        return names;
    }

    /** Asks for a checkpoint; the answer is what {@link #completed} takes. */
    String triggerCheckpoint(String job) throws IOException, InterruptedException {
        return asked(path(job) + "/checkpoints", "{\"checkpointType\":\"CONFIGURED\"}")
                .body()
                .path("request-id")
                .asText();
    }

    boolean completed(String job, String checkpoint) throws IOException, InterruptedException {
        JsonNode reply = asked(path(job) + "/checkpoints/" + checkpoint, null).body();
        return reply.path("status").path("id").asText().equals("COMPLETED");
    }

    /**
     * Asks for a savepoint in that folder, after which the job ends; the answer is what {@link #stopped} takes. In Flink's own
     * format, which takes as long as a checkpoint; nothing is on its way between operators then.
     */
    String stop(String job, Path folder) throws IOException, InterruptedException {
        ObjectNode wanted = JSON.createObjectNode()
                .put("targetDirectory", folder.toUri().toString())
                .put("drain", false)
                .put("formatType", "NATIVE");
        return asked(path(job) + "/stop", wanted.toString())
                .body()
                .path("request-id")
                .asText();
    }

    /** @throws StartException where the savepoint failed; the job goes on then */
    boolean stopped(String job, String savepoint) throws IOException, InterruptedException {
        JsonNode reply = asked(path(job) + "/savepoints/" + savepoint, null).body();
        if (reply.path("operation").has("failure-cause")) {
            throw new StartException("the savepoint failed: "
                    + reply.at("/operation/failure-cause/class").asText());
        }
        return reply.path("status").path("id").asText().equals("COMPLETED");
    }

    private static String path(String job) {
        return "/jobs/" + RetainedCheckpoints.idOf(job).toHexString();
    }

    private record Reply(int port, JsonNode body) {}

    private Reply asked(String path, @org.jspecify.annotations.Nullable String post)
            throws IOException, InterruptedException {
        IOException last = new IOException("there is no JobManager");
        for (String name : census.names(Kind.JOBMANAGER)) {
            int port = census.port(name, "rest");
            try {
                return new Reply(port, ask(port, path, post));
            } catch (IOException e) {
                last = e;
            }
        }
        throw last;
    }

    private static JsonNode ask(int port, String path, @org.jspecify.annotations.Nullable String post)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(TIMEOUT);
        if (post != null) {
            request.header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(post));
        }
        HttpResponse<byte[]> reply = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        if (reply.statusCode() / 100 != 2) {
            throw new IOException("the JobManager answered " + reply.statusCode() + " to " + path);
        }
        return JSON.readTree(reply.body());
    }
}
