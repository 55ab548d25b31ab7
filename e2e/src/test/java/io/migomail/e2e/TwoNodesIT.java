package io.migomail.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.migomail.core.Setting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Idempotency keys at two ingress nodes that know nothing of each other, in front of one log and one delivery job.
 * {@code -Draces=1000} for the full count of races.
 */
class TwoNodesIT {
    private static final int RACES = Integer.getInteger("races", 200);
    private static final int AT_ONCE = 8;
    private static final int PARALLEL = 50;
    private static final int TRIES = 20;
    private static final Duration BOUND = Duration.ofMinutes(4);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final MxFarm MX = MxFarm.start(List.of("127.0.0.1"));

    @RegisterExtension
    static final StackFixture STACK = StackFixture.with(Map.of(Setting.MIGO_ROUTES, "*=127.0.0.1:" + MX.port()));

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private SecondNode second;

    private record Answer(int status, String id, String code, boolean replayed) {}

    private record Race(String recipient, boolean sameBody, List<Answer> answers) {
        Set<String> ids() {
            return answers.stream().map(Answer::id).collect(Collectors.toSet());
        }
    }

    @BeforeEach
    void open() throws Exception {
        second = SecondNode.of(STACK);
    }

    @AfterEach
    void close() {
        second.close();
    }

    @AfterAll
    static void closeMx() {
        MX.close();
    }

    @Test
    void races_of_one_key_at_both_nodes_are_one_mail_each_and_no_id_stays_silent() throws Exception {
        List<Race> races = new ArrayList<>();
        for (int i = 0; i < RACES; i += AT_ONCE) {
            races.addAll(race(i, Math.min(RACES, i + AT_ONCE)));
        }
        for (Race race : races) {
            assertEquals(
                    List.of(200, 200),
                    race.answers().stream().map(Answer::status).toList(),
                    race::toString);
            assertEquals(race.sameBody() ? 1 : 2, race.ids().size(), race::toString);
        }
        Map<String, String> ends = ends(races);
        for (Race race : races) {
            List<String> expected =
                    race.sameBody() ? List.of("delivered") : List.of("delivered", "failed/idempotency_conflict");
            assertEquals(expected, race.ids().stream().map(ends::get).sorted().toList(), race::toString);
        }
        Map<String, Long> mails = mails("race");
        assertEquals(races.stream().map(Race::recipient).collect(Collectors.toSet()), mails.keySet(), "lost");
        assertEquals(Set.of(1L), Set.copyOf(mails.values()), mails::toString);
        System.out.println("TwoNodesIT: " + RACES + " races, " + ends.size() + " ids, "
                + mails.values().stream().mapToLong(n -> n).sum() + " mails");
    }

    @Test
    void fifty_parallel_posts_of_one_key_before_and_after_a_restart_are_one_message() throws Exception {
        String body = mail("order@once.example", "one", "normal");
        Set<String> ids = ids(parallel("order-7", body));
        assertEquals(1, ids.size(), ids::toString);
        String id = ids.iterator().next();
        STACK.awaitStory(id, "delivered");
        second.close();
        STACK.stop();
        STACK.start();
        second = SecondNode.of(STACK);
        assertEquals(ids, ids(parallel("order-7", body)));
        // Under one key the log keeps the order: what fails here came after all of the repeats.
        try (SecondNode third = SecondNode.of(STACK)) {
            String other = mail("order@once.example", "two", "normal");
            Answer late = post(third.http(), "order-7", other).join();
            assertNotEquals(id, late.id());
            JsonNode failed = STACK.awaitStory(late.id(), "failed");
            assertEquals("idempotency_conflict", failed.at("/recipients/0/code").asText());
            Answer known = post(second.http(), "order-7", other).join();
            assertEquals("409 invalid_idempotent_request", known.status() + " " + known.code());
        }
        assertEquals(Map.of("order@once.example", 1L), mails("once"));
    }

    @Test
    void a_repeat_says_so_where_the_first_is_known_and_has_the_same_id_where_it_is_not() throws Exception {
        String body = mail("a@replay.example", "one", "normal");
        Answer first = post(STACK.ready().http(), "replay", body).join();
        Answer known = post(STACK.ready().http(), "replay", body).join();
        Answer elsewhere = post(second.http(), "replay", body).join();
        assertEquals(List.of(first.id(), first.id()), List.of(known.id(), elsewhere.id()));
        assertTrue(known.replayed());
        assertEquals(List.of(false, false), List.of(first.replayed(), elsewhere.replayed()));
    }

    @Test
    void the_next_days_id_of_a_repeat_is_answered_with_the_firsts_story() throws Exception {
        String body = mail("a@midnight.example", "one", "normal");
        String first = post(STACK.ready().http(), "midnight", body).join().id();
        STACK.awaitStory(first, "delivered");
        try (SecondNode tomorrow = SecondNode.ahead(STACK, Duration.ofDays(1))) {
            String alias = post(tomorrow.http(), "midnight", body).join().id();
            assertNotEquals(first, alias);
            JsonNode story = STACK.awaitStory(alias, "delivered");
            assertEquals(first, story.path("message_id").asText());
        }
        assertEquals(Map.of("a@midnight.example", 1L), mails("midnight"));
    }

    /** Each key to both nodes at once; every second race with two bodies, of which half are of two classes. */
    private List<Race> race(int from, int to) {
        record Started(String recipient, boolean same, List<CompletableFuture<Answer>> answers) {}
        List<Started> started = new ArrayList<>();
        for (int i = from; i < to; i++) {
            String to1 = "k%04d@race.example".formatted(i);
            boolean same = i % 2 == 0;
            String one = mail(to1, "one", "normal");
            String two = same ? one : mail(to1, "two", i % 4 == 1 ? "normal" : "high");
            String a = i % 3 == 0 ? second.http() : STACK.ready().http();
            String b = i % 3 == 0 ? STACK.ready().http() : second.http();
            started.add(new Started(to1, same, List.of(post(a, "race-" + i, one), post(b, "race-" + i, two))));
        }
        return started.stream()
                .map(s -> new Race(
                        s.recipient(),
                        s.same(),
                        s.answers().stream().map(CompletableFuture::join).toList()))
                .toList();
    }

    /** The final state of every id that was handed out, asked at both nodes in turn. */
    private Map<String, String> ends(List<Race> races) throws Exception {
        List<String> ids =
                races.stream().flatMap(r -> r.ids().stream()).distinct().toList();
        Await.until("an end of every id", BOUND, () -> STACK.store().counts(STACK.application()), counts -> {
            long ended = counts.getOrDefault("delivered", 0L) + counts.getOrDefault("failed", 0L);
            return ended >= ids.size();
        });
        Map<String, String> ends = new TreeMap<>();
        for (int i = 0; i < ids.size(); i++) {
            String node = i % 2 == 0 ? STACK.ready().http() : second.http();
            String id = ids.get(i);
            ends.put(id, Await.until("the end of " + id, () -> end(node, id), TwoNodesIT::isFinal));
        }
        return ends;
    }

    private static boolean isFinal(String end) {
        return end.equals("delivered") || end.startsWith("failed/");
    }

    private String end(String node, String id) throws IOException, InterruptedException {
        HttpRequest request = request(node, "/v1/messages/" + id).build();
        JsonNode story = JSON.readTree(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        String code = story.at("/recipients/0/code").asText("");
        return story.path("status").asText() + (code.isEmpty() || code.equals("null") ? "" : "/" + code);
    }

    private List<Answer> parallel(String key, String body) {
        List<CompletableFuture<Answer>> pending = new ArrayList<>();
        for (int i = 0; i < PARALLEL; i++) {
            pending.add(post(i % 2 == 0 ? STACK.ready().http() : second.http(), key, body));
        }
        return pending.stream().map(CompletableFuture::join).toList();
    }

    private static Set<String> ids(List<Answer> answers) {
        assertTrue(answers.stream().allMatch(a -> a.status() == 200), answers::toString);
        return answers.stream().map(Answer::id).collect(Collectors.toSet());
    }

    private CompletableFuture<Answer> post(String node, String key, String body) {
        HttpRequest request = request(node, "/v1/messages")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return taken(request, TRIES);
    }

    /** As a client should: 503 leaves open whether the message is durable, and is tried again with the same key. */
    private CompletableFuture<Answer> taken(HttpRequest request, int tries) {
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .thenApply(TwoNodesIT::answer)
                .thenCompose(answer -> answer.status() == 503 && tries > 1
                        ? taken(request, tries - 1)
                        : CompletableFuture.completedFuture(answer));
    }

    private static HttpRequest.Builder request(String node, String path) {
        return HttpRequest.newBuilder(URI.create(node + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + STACK.ready().liveKey());
    }

    private static Answer answer(HttpResponse<String> reply) {
        JsonNode body;
        try {
            body = JSON.readTree(reply.body());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        boolean replayed = reply.headers().firstValue("Idempotent-Replayed").isPresent();
        return new Answer(
                reply.statusCode(),
                body.path("message_id").asText(),
                body.path("code").asText(),
                replayed);
    }

    private static String mail(String to, String text, String messageClass) {
        return """
                {"to":"%s","from":"noreply@yourapp.com","subject":"x","text":"%s","class":"%s"}""".formatted(to, text, messageClass);
    }

    /** How many mails each recipient of a domain got at the MX. */
    private static Map<String, Long> mails(String domain) {
        Stream<String> recipients = MX.received().stream().map(MxFarm.Received::recipient);
        return recipients
                .filter(r -> r.endsWith("@" + domain + ".example"))
                .collect(Collectors.groupingBy(r -> r, TreeMap::new, Collectors.counting()));
    }
}
