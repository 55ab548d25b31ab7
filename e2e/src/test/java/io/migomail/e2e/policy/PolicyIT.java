package io.migomail.e2e.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.core.Setting;
import io.migomail.e2e.Await;
import io.migomail.e2e.StackFixture;
import io.migomail.testkit.policy.PolicyRow;
import io.migomail.testkit.policy.PolicyTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The failure policy as a customer sees it: every row is provoked over a socket by an MX, one message a row and one more
 * where a friendly host stands behind, all at the same time; then the API's story, the events, and the retry or its
 * absence are asked for. A row of the policy's table that has no case here fails the test.
 */
class PolicyIT {
    static final List<String> POOL = List.of("127.0.1.10", "127.0.1.11");

    /** The pool of another account: one address is not on this machine (RFC 5737). */
    static final String NOT_HERE = "192.0.2.77";

    static final String OF_ANOTHER = "127.0.1.12";

    private static final String PATIENCE = "5";
    private static final Duration BOUND = Duration.ofMinutes(4);
    private static final int CLIENTS = 4;

    private static final MailWorld WORLD = new MailWorld();
    private static final List<Case> CASES = new ArrayList<>();
    private static final Queue<Case> UNDER_WAY = new ConcurrentLinkedQueue<>();

    @RegisterExtension
    static final StackFixture STACK = WORLD.stack(Map.of(
            Setting.MIGO_SMTP_OUT_PATIENCE,
            PATIENCE,
            Setting.MIGO_ALLOW_PRIVATE_MX,
            "true",
            Setting.MIGO_EGRESS_IPS,
            String.join(",", POOL)));

    @BeforeAll
    static void letAllOfItHappen() throws Exception {
        PolicyCases table = new PolicyCases(WORLD, PolicyIT::send);
        Account elsewhere = Account.of(STACK, "elsewhere", OF_ANOTHER, NOT_HERE);
        PolicySpecials specials = new PolicySpecials(WORLD, PolicyIT::send, elsewhere);
        List<Case> first = new ArrayList<>(table.all);
        first.addAll(specials.all);
        CASES.addAll(first);
        CASES.addAll(table.later);
        CASES.addAll(specials.later);
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            for (Case one : first) {
                send(one); // one after the other: a burst on a busy machine is answered 503, and is not what is
                // asked here
            }
            Await.until("the end of every case", BOUND, () -> look(clients), Set::isEmpty);
            each(clients, CASES, PolicyIT::listen);
        } finally {
            clients.shutdownNow();
        }
    }

    @AfterAll
    static void close() {
        WORLD.close();
    }

    static List<Case> cases() {
        return CASES;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void it_is_told_retried_and_ended_as_the_policy_says(Case one) throws Exception {
        one.told.isOneStory();
        one.judge.judge(one.told);
    }

    @Test
    void every_row_of_the_policys_table_has_a_case() throws Exception {
        Set<String> shown = new TreeSet<>();
        CASES.stream().map(one -> one.heading).filter(h -> !h.isEmpty()).forEach(shown::add);
        shown.remove(PolicyRow.REPAIRED);
        assertEquals(new TreeSet<>(PolicyTable.read().keySet()), shown);
    }

    @Test
    void attempts_whose_end_is_uncertain_are_counted_by_a_gauge() throws Exception {
        long uncertain = CASES.stream()
                .flatMap(one -> one.told.attempts().stream())
                .filter(attempt -> attempt.path("uncertain").asBoolean())
                .count();
        assertEquals(8, uncertain);
        Await.until("the gauge", () -> STACK.gauge("mta", "migomail_mta_uncertain_total"), seen -> seen == uncertain);
    }

    private static void send(Case one) throws Exception {
        String body = """
                {"to":"%s","from":"noreply@yourapp.com","subject":"Your code","text":"847 291","class":"critical"}""".formatted(one.recipient);
        one.told.id =
                one.account == null ? STACK.send(body) : one.account.client().send(body);
        UNDER_WAY.add(one);
    }

    /** Looks once at every case that has not ended; the names of those. */
    private static Set<String> look(ExecutorService clients) throws Exception {
        each(clients, List.copyOf(UNDER_WAY), one -> {
            JsonNode story = get(one, "/v1/messages/" + one.told.id);
            one.told.story = story;
            if (one.told.deferred.isMissingNode() && one.told.attempts().size() > 0) {
                one.told.deferred = story;
            }
            boolean more = one.turn();
            if (!more && story.path("status").asText().equals(one.ends)) {
                UNDER_WAY.remove(one);
            }
        });
        Set<String> names = new TreeSet<>();
        UNDER_WAY.forEach(
                one -> names.add(one + " " + one.told.story.path("status").asText()));
        return names;
    }

    /** What is told in the end, when there was time for a retry that should not be. */
    private static void listen(Case one) throws Exception {
        one.told.story = get(one, "/v1/messages/" + one.told.id);
        // Acceptance is told from another topic than delivery, so perhaps after it.
        Await.until(
                        "the acceptance of " + one,
                        () -> get(one, "/v1/messages/" + one.told.id + "/events")
                                .path("data"),
                        PolicyIT::tellsTheAcceptance)
                .forEach(one.told.events::add);
    }

    private static boolean tellsTheAcceptance(JsonNode events) {
        return events.findValuesAsText("type").contains("queued");
    }

    private static JsonNode get(Case one, String path) throws Exception {
        return one.account == null
                ? STACK.api().get(path, 200)
                : one.account.api().get(path, 200);
    }

    /** Something that is done with a case. */
    @FunctionalInterface
    private interface Act {
        void on(Case one) throws Exception;
    }

    private static void each(ExecutorService clients, List<Case> cases, Act act) throws Exception {
        List<Future<?>> all = new ArrayList<>();
        for (Case one : cases) {
            all.add(clients.submit(() -> {
                act.on(one);
                return null;
            }));
        }
        for (Future<?> done : all) {
            done.get();
        }
    }
}
