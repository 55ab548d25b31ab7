package io.migomail.sdks;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every client library does in every scenario of scenarios.json what it says there, and calls every operation of the API's
 * document. Where an interpreter is missing its language is skipped by name, and fails under CI.
 */
class ConformanceTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> GROUPS = Set.of(
            "construction",
            "environment",
            "requests",
            "idempotency",
            "retries",
            "retry-after",
            "errors",
            "signing",
            "paging",
            "webhooks",
            "transport");
    private static final String KEY = "migo_sk_live_conformance";

    /** The one that the environment of the drivers names. */
    private static FakeApi known;

    private static final Map<Language, Driver> DRIVERS = new EnumMap<>(Language.class);

    @BeforeAll
    static void start() throws IOException {
        known = new FakeApi();
    }

    @AfterAll
    static void stop() throws IOException {
        for (Driver driver : DRIVERS.values()) {
            driver.close();
        }
        known.close();
    }

    private static Driver driver(Language language) throws IOException {
        Interpreters.require(language);
        Driver driver = DRIVERS.get(language);
        if (driver == null || !driver.alive()) {
            driver = Driver.start(
                    language,
                    Scenarios.ROOT,
                    Map.of("MIGO_API_KEY", "migo_sk_live_environment", "MIGO_BASE_URL", known.url()));
            DRIVERS.put(language, driver);
        }
        return driver;
    }

    @TestFactory
    Stream<DynamicNode> aClientTakesAKeyAndOptions() throws IOException {
        return scenarios("construction");
    }

    @TestFactory
    Stream<DynamicNode> theEnvironmentGivesWhatIsNotGiven() throws IOException {
        return scenarios("environment");
    }

    @TestFactory
    Stream<DynamicNode> requestsAndAnswersAreThoseOfTheApi() throws IOException {
        return scenarios("requests");
    }

    @TestFactory
    Stream<DynamicNode> sendsHaveIdempotencyKeys() throws IOException {
        return scenarios("idempotency");
    }

    @TestFactory
    Stream<DynamicNode> whatMaySucceedLaterIsTriedAgain() throws IOException {
        return scenarios("retries");
    }

    @TestFactory
    Stream<DynamicNode> whatTheServerAsksForIsWaitedFor() throws IOException {
        return scenarios("retry-after");
    }

    @TestFactory
    Stream<DynamicNode> errorsAreTyped() throws IOException {
        return scenarios("errors");
    }

    @TestFactory
    Stream<DynamicNode> requestsAreSigned() throws IOException {
        return scenarios("signing");
    }

    @TestFactory
    Stream<DynamicNode> listsArePagedThrough() throws IOException {
        return scenarios("paging");
    }

    @TestFactory
    Stream<DynamicNode> callsOfWebhooksAreVerified() throws IOException {
        return scenarios("webhooks");
    }

    @TestFactory
    Stream<DynamicNode> theTransportMayBeTheCallers() throws IOException {
        return scenarios("transport");
    }

    @Test
    void everyScenarioIsOfAGroupThatIsPlayed() throws IOException {
        List<String> others = Scenarios.written().stream()
                .filter(each -> !GROUPS.contains(each.path("of").asText()))
                .map(each -> each.path("name").asText())
                .toList();
        assertEquals(List.of(), others);
    }

    private static Stream<DynamicNode> scenarios(String group) throws IOException {
        List<JsonNode> found = Scenarios.written().stream()
                .filter(each -> each.path("of").asText().equals(group))
                .toList();
        assertFalse(found.isEmpty(), group);
        return everyLanguage(found);
    }

    @TestFactory
    Stream<DynamicNode> everyLibraryCallsEveryOperationOfTheDocument() throws IOException {
        List<JsonNode> operations = Scenarios.ofOperations();
        assertTrue(operations.size() > 60, "operations: " + operations.size());
        return everyLanguage(operations);
    }

    private static Stream<DynamicNode> everyLanguage(List<JsonNode> scenarios) {
        return Stream.of(Language.values())
                .map(language -> DynamicContainer.dynamicContainer(
                        language.name(),
                        scenarios.stream()
                                .map(each -> DynamicTest.dynamicTest(
                                        each.path("name").asText(),
                                        () -> assertAll(
                                                language + ": " + each.path("name"), () -> play(language, each))))));
    }

    @ParameterizedTest
    @EnumSource
    void twoCallsHaveTwoIdempotencyKeys(Language language) throws Exception {
        Driver driver = driver(language);
        JsonNode send = JSON.readTree("{\"do\":\"call\",\"resource\":\"messages\",\"method\":\"send\",\"params\":{}}");
        driver.ask(client(known, JSON.createObjectNode()));
        known.play(List.of(
                JSON.readTree("{\"body\":{\"message_id\":\"a\"}}"),
                JSON.readTree("{\"body\":{\"message_id\":\"b\"}}")));
        driver.ask(send);
        driver.ask(send);
        List<String> keys = known.seen().stream()
                .map(each -> each.headers().get("idempotency-key"))
                .distinct()
                .toList();
        assertEquals(2, keys.size(), keys::toString);
    }

    /** At a server of its own, so that nothing late of the scenario before is counted. */
    private static void play(Language language, JsonNode scenario) throws Exception {
        if (scenario.at("/client/base_url").isNull()) {
            play(known, language, scenario);
        } else {
            try (FakeApi api = new FakeApi()) {
                play(api, language, scenario);
            }
        }
    }

    private static void play(FakeApi api, Language language, JsonNode scenario) throws Exception {
        Driver driver = driver(language);
        List<JsonNode> replies = new ArrayList<>();
        scenario.path("replies").forEach(replies::add);
        api.play(replies);
        JsonNode expected = scenario.path("expect");
        JsonNode told = scenario.has("verify")
                ? driver.ask(command("verify", scenario.path("verify")))
                : driver.ask(client(api, scenario.path("client")));
        if (scenario.has("call") || scenario.has("do")) {
            assertTrue(told.path("error").isMissingNode(), told::toString);
            told = driver.ask(command(scenario.path("do").asText("call"), scenario.path("call")));
        }
        new Expectation(told, api.seen()).hold(expected);
    }

    private static ObjectNode command(String what, JsonNode more) {
        ObjectNode out = JSON.createObjectNode().put("do", what);
        more.fields().forEachRemaining(each -> out.set(each.getKey(), each.getValue()));
        return out;
    }

    /** The usual key and address, but for what a scenario says; null leaves it to the environment. */
    private static ObjectNode client(FakeApi api, JsonNode told) {
        ObjectNode options = JSON.createObjectNode().put("key", KEY).put("base_url", api.url());
        told.fields().forEachRemaining(each -> {
            if (each.getValue().isNull()) {
                options.remove(each.getKey());
            } else if (each.getValue().isTextual()) {
                options.put(each.getKey(), each.getValue().asText().replace("{url}", api.url()));
            } else {
                options.set(each.getKey(), each.getValue());
            }
        });
        ObjectNode out = JSON.createObjectNode().put("do", "client");
        out.set("options", options);
        return out;
    }
}
