package io.migomail.e2e.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.migomail.e2e.crash.Sender.Answer;
import io.migomail.e2e.crash.Sender.Fate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker dies, and hangs, while the stack runs: nothing is taken that is not stored, and it heals by itself. */
class KafkaDownIT {
    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final Duration BOUND = Duration.ofMinutes(3);
    private static final int ROUNDS = 5;
    private static final int REQUESTS = 20;
    private static final int CONNECTIONS = 10;

    private final Map<String, Answer> answers = new TreeMap<>();
    private final Set<String> takenBySmtp = new TreeSet<>();
    private final List<SmtpClient> connections = new ArrayList<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
    private int next;

    @AfterEach
    void close() throws Exception {
        threads.shutdownNow();
        for (SmtpClient connection : connections) {
            connection.close();
        }
    }

    @Test
    void withoutABrokerNothingIsTakenAndItHealsByItself(@TempDir Path data, @TempDir Path kafka) throws Exception {
        try (JournalMx mx = new JournalMx(Duration.ZERO);
                BrokerProcess broker = new BrokerProcess(kafka.resolve("log"))) {
            Map<String, String> settings =
                    StackProcess.settings(data, "MIGO_ROUTES", mx.routes(), "MIGO_KAFKA", broker.bootstrap());
            try (StackProcess stack = StackProcess.start(settings)) {
                for (int i = 0; i < CONNECTIONS; i++) {
                    connections.add(new SmtpClient(stack.ready()));
                }
                String early = healed(stack, "at first");
                Await.until(
                        BOUND,
                        "a delivery in good times",
                        () -> new Stories(stack.api()).status(early).equals("delivered"));

                sendSome(stack);
                broker.kill();
                refused(stack, early, "killed");
                broker.restart();
                healed(stack, "after kill -9");

                sendSome(stack);
                broker.freeze();
                try {
                    refused(stack, early, "frozen");
                } finally {
                    broker.thaw();
                }
                healed(stack, "after SIGSTOP");
                arrived(mx, new Stories(stack.api()));
            }
        }
    }

    /** Messages that are taken just before the broker goes. */
    private void sendSome(StackProcess stack) {
        for (int i = 0; i < 10; i++) {
            Await.until(BOUND, "a message to be taken", () -> post(stack).fate() == Fate.OK);
        }
    }

    /** Many at a time: those that come behind one that waits must not wait longer. */
    private void refused(StackProcess stack, String early, String how) throws Exception {
        List<Long> rest = new ArrayList<>();
        List<Long> submission = new ArrayList<>();
        Sender sender = new Sender(stack.ready());
        Stories stories = new Stories(stack.api());
        for (int i = 0; i < ROUNDS; i++) {
            List<CompletableFuture<Answer>> together = new ArrayList<>();
            for (int n = 0; n < REQUESTS; n++) {
                String id = "k" + next++;
                together.add(sender.send(id, false).whenComplete((answer, failure) -> remember(id, answer)));
            }
            List<CompletableFuture<SmtpClient.Reply>> dots = new ArrayList<>();
            for (SmtpClient client : connections) {
                String id = "k" + next++;
                dots.add(CompletableFuture.supplyAsync(
                        () -> client.send(stack.ready().from(), id), threads));
            }
            for (CompletableFuture<Answer> one : together) {
                Answer answer = one.join();
                assertEquals(503, answer.status(), answer.body());
                assertEquals(
                        "store_unavailable",
                        new ObjectMapper().readTree(answer.body()).path("code").asText());
                rest.add(answer.took().toMillis());
            }
            for (CompletableFuture<SmtpClient.Reply> dot : dots) {
                assertTrue(
                        dot.join().line().startsWith("451 4.3.0 "), dot.join().line());
                submission.add(dot.join().took().toMillis());
            }
            assertEquals("delivered", stories.status(early), "reading does not need the broker");
        }
        System.out.printf(
                "broker %s: %d x REST 503, first %d ms, slowest %d ms; %d x SMTP 451, first %d ms, slowest %d ms%n",
                how,
                rest.size(),
                rest.get(0),
                Collections.max(rest),
                submission.size(),
                submission.get(0),
                Collections.max(submission));
        assertTrue(Collections.max(rest) <= AT_ONCE.toMillis(), () -> how + ", REST: " + rest);
        assertTrue(Collections.max(submission) <= AT_ONCE.toMillis(), () -> how + ", SMTP: " + submission);
    }

    /** Returns when both doors take mail again; the id of a message. */
    private String healed(StackProcess stack, String when) {
        long began = System.nanoTime();
        String[] id = {""};
        Await.until(BOUND, "REST to take mail " + when, () -> {
            Answer answer = post(stack);
            id[0] = answer.messageId();
            return answer.fate() == Fate.OK;
        });
        Await.until(BOUND, "SMTP to take mail " + when, () -> {
            String name = "k" + next++;
            String line = connections.get(0).send(stack.ready().from(), name).line();
            return line.startsWith("250 ") && takenBySmtp.add(name);
        });
        System.out.printf("mail is taken %s: %d ms%n", when, (System.nanoTime() - began) / 1_000_000);
        return id[0];
    }

    private void arrived(JournalMx mx, Stories stories) {
        List<String> ids = answers.values().stream()
                .filter(a -> a.fate() == Fate.OK)
                .map(Answer::messageId)
                .toList();
        Set<String> taken = new TreeSet<>(takenBySmtp);
        answers.forEach((name, answer) -> {
            if (answer.fate() == Fate.OK) {
                taken.add(name);
            }
        });
        Await.until(BOUND, "all that was taken at the MX", () -> {
            Set<String> missing = new TreeSet<>(taken);
            missing.removeAll(mx.counts().keySet());
            if (!missing.isEmpty()) {
                throw new IllegalStateException("missing: " + missing);
            }
            return true;
        });
        Await.until(BOUND, "every story", () -> stories.undelivered(ids).isEmpty());
        assertEquals(List.of(), stories.endedOtherwise(ids));
        assertEquals(List.of(), mx.wrong());
        long duplicates = mx.counts().values().stream().mapToLong(n -> n - 1).sum();
        System.out.printf("taken %d, LOST 0, DUPLICATES %d%n", taken.size(), duplicates);
    }

    private Answer post(StackProcess stack) {
        String id = "k" + next++;
        Answer answer = new Sender(stack.ready()).send(id, false).join();
        remember(id, answer);
        return answer;
    }

    private synchronized void remember(String id, Answer answer) {
        answers.put(id, answer);
    }
}
