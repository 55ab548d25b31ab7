package io.migomail.e2e.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.e2e.crash.Sender.Answer;
import io.migomail.e2e.crash.Sender.Fate;
import io.migomail.standalone.Api;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM, and a start on the same data. */
class RestartIT {
    private static final int LAST = 40;

    @Test
    void aStopAndAStartLoseNothingAndRepeatNothing(@TempDir Path data) throws Exception {
        try (JournalMx mx = new JournalMx(Duration.ofMillis(200))) {
            Map<String, String> settings = StackProcess.settings(data, "MIGO_ROUTES", mx.routes());
            List<Answer> before;
            String liveKey;
            JsonNode templates;
            JsonNode domains;
            try (StackProcess first = StackProcess.start(settings)) {
                liveKey = first.ready().liveKey();
                assertEquals(
                        "rw-------",
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("credentials.json"))));
                refusesASecond(settings, data);
                templates = list(first.api(), "/v1/templates");
                domains = list(first.api(), "/v1/domains");
                before = new ArrayList<>(send(first, 0, 1));
                Stories stories = new Stories(first.api());
                Await.until(
                        Duration.ofMinutes(3),
                        "the first story",
                        () -> stories.status(before.get(0).messageId()).equals("delivered"));
                before.addAll(send(first, 1, LAST));
                first.stop();
            }
            long began = System.nanoTime();
            try (StackProcess second = StackProcess.start(settings)) {
                Answer accepted = send(second, LAST, LAST + 1).get(0);
                long millis = (System.nanoTime() - began) / 1_000_000;
                System.out.printf(
                        "start on kept data: ready after %d ms, first message accepted after %d ms%n",
                        second.startTime().toMillis(), millis);
                before.add(accepted);
                assertEquals(liveKey, second.ready().liveKey());
                assertEquals(templates, list(second.api(), "/v1/templates"));
                assertEquals(domains, list(second.api(), "/v1/domains"));
                deliveredOnce(mx, new Stories(second.api()), before);
            }
        }
    }

    private static void refusesASecond(Map<String, String> settings, Path data) throws Exception {
        StackProcess.Refusal refusal = StackProcess.refused(settings);
        assertEquals(1, refusal.status());
        assertEquals(
                "migomail: another process runs on the data folder " + data + "; stop it, or give another MIGO_DATA",
                refusal.words().strip());
    }

    /** Sends m{from} up to m{to}; all are taken. */
    private static List<Answer> send(StackProcess stack, int from, int to) {
        Sender sender = new Sender(stack.ready());
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        for (int number = from; number < to; number++) {
            answers.add(sender.send("m" + number, true));
        }
        List<Answer> all = new ArrayList<>();
        for (int number = from; number < to; number++) {
            Answer first = answers.get(number - from).join();
            all.add(first.fate() == Fate.OK ? first : sender.taken("m" + number));
        }
        return all;
    }

    private static void deliveredOnce(JournalMx mx, Stories stories, List<Answer> answers) {
        Await.until(Duration.ofMinutes(3), "every mail", () -> mx.counts().size() == answers.size());
        List<String> ids = answers.stream().map(Answer::messageId).toList();
        Await.until(
                Duration.ofMinutes(3),
                "every story",
                () -> stories.undelivered(ids).isEmpty());
        assertEquals(List.of(), stories.endedOtherwise(ids));
        assertEquals(List.of(), mx.wrong());
        assertTrue(
                mx.counts().values().stream().allMatch(n -> n == 1),
                () -> "a planned stop repeats nothing: " + mx.counts());
    }

    private static JsonNode list(Api api, String path) throws Exception {
        return api.get(path, 200);
    }
}
