package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.analytics.ContentTable;
import io.migomail.control.Bootstrap;
import io.migomail.core.RecordCodec;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.core.record.Suppression;
import io.migomail.ingress.rest.OpenApiDocument.Operation;
import io.migomail.ingress.rest.TestIngress.Answer;
import io.migomail.ingress.sandbox.CapturedMail;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every operation of the document, asked by one account for what is another's. A path of a new kind has to bring
 * something that is there: {@link #existing} fails where it does not.
 */
class IsolationMatrixTest {
    private static final OpenApiDocument DOCUMENT = OpenApiDocument.get();
    private static final String SEND =
            "{\"to\":\"canary@example.com\",\"from\":\"n@yourapp.com\",\"subject\":\"canary\",\"text\":\"x\"}";

    /** What can be asked of a thing that is not there: checking a template to come, freeing and erasing an address. */
    private static final Set<String> SAME_FOR_ALL = Set.of(
            "POST /v1/templates/{alias}/validate",
            "DELETE /v1/suppressions/{address}",
            "DELETE /v1/recipients/{address}/data");

    @AutoClose
    private final TestIngress api = TestIngress.open();
    /** What the first account has, by the path of its kind. */
    private final Map<String, String> things = new TreeMap<>();

    @BeforeEach
    void start() throws Exception {
        things.put("/v1/messages", made("/v1/messages", SEND, "message_id"));
        content(things.get("/v1/messages"));
        things.put(
                "/v1/templates",
                made("/v1/templates", "{\"alias\":\"canary\",\"subject\":\"x\",\"text\":\"x\"}", "alias"));
        things.put("/v1/domains", made("/v1/domains", "{\"name\":\"canary.example\"}", "id"));
        things.put("/v1/webhooks", made("/v1/webhooks", "{\"url\":\"http://127.0.0.1:9/canary\"}", "id"));
        things.put("/v1/suppressions", made("/v1/suppressions", "{\"address\":\"canary@example.com\"}", "address"));
        api.store.suppressions.addAll(suppressions());
        things.put("/v1/recipients", "canary@example.com");
        things.put(
                "/v1/ip-pools",
                api.control
                        .view()
                        .pools(api.first.account().getId(), "transactional", "live")
                        .get(0)
                        .getId());
        things.put("/v1/sandbox/messages", captured());
        things.put("/v1/accounts", api.first.account().getId());
        things.put("/v1/users", made("/v1/users", "{\"email\":\"canary@yourapp.com\",\"role\":\"owner\"}", "id"));
        things.put("/v1/applications", made("/v1/applications", "{\"name\":\"canary\"}", "id"));
        things.put("/v1/api-keys", made("/v1/api-keys", "{\"name\":\"canary\",\"scopes\":[\"admin\"]}", "id"));
    }

    private void content(String id) {
        AcceptedMessage message = api.log.messages.get(0);
        api.store.contents.put(
                message.getHead().getApplicationId() + "/" + id, new ContentTable.Kept(message, false, 30));
    }

    private String captured() throws Exception {
        long number = 987_654_321;
        String id = api.call("POST", "/v1/messages", api.first.sandboxKey(), SEND)
                .body()
                .path("message_id")
                .asText();
        api.captured.mails.add(new CapturedMail(
                number,
                1,
                TestIngress.returnPath(id, "delivered"),
                List.of("canary@example.com"),
                "canary@yourapp.com",
                "canary",
                List.of(),
                "",
                1));
        return Long.toString(number);
    }

    /** The key with which an account asks for a thing of this kind. */
    private static String key(Bootstrap.Ready account, String target) {
        return target.startsWith("/v1/sandbox/") ? account.sandboxKey() : account.liveKey();
    }

    private List<Suppression> suppressions() {
        return api.facts.written.stream()
                .filter(fact -> fact.topic().name().equals("suppressions"))
                .map(fact -> RecordCodec.SUPPRESSION.decode(fact.value()))
                .toList();
    }

    private String made(String path, String body, String field) throws Exception {
        Answer answer = api.post(path, body);
        assertTrue(answer.status() < 300, answer.raw().body());
        return answer.body().path(field).asText();
    }

    private static List<Operation> withIds() {
        return DOCUMENT.operations().stream()
                .filter(op -> !op.pathParameters().isEmpty())
                // A token is asked for by whoever has it, and TrackingTest tries those that nobody was given.
                .filter(op -> !op.scope().isEmpty())
                .toList();
    }

    private String existing(Operation operation) {
        String kind = operation.path().substring(0, operation.path().indexOf("/{"));
        String id = things.get(kind);
        if (id == null) {
            throw new AssertionError("nothing of this kind is there to be asked for: " + operation);
        }
        return id;
    }

    private static String target(Operation operation, String id) {
        return operation.path().replaceFirst("\\{[a-z_]+}", id).replaceAll("\\{[a-z_]+}", "1");
    }

    private static List<String> bodies(Operation operation) {
        List<String> bodies = new ArrayList<>();
        if (operation.takesBody()) {
            bodies.add("{}");
            JsonNode example = operation.example();
            if (!example.isMissingNode()) {
                bodies.add(example.toString());
            }
        } else {
            bodies.add(null);
        }
        return bodies;
    }

    /** All of an answer but what is of the request itself. */
    private static String told(Answer answer, String id) {
        Map<String, List<String>> headers = new TreeMap<>(answer.raw().headers().map());
        List.of("x-request-id", "date", "ratelimit-remaining").forEach(headers::remove);
        String body = answer.raw()
                .body()
                .replace(answer.raw().headers().firstValue("X-Request-Id").orElseThrow(), "REQUEST")
                .replace(id, "ID")
                .replaceAll("era_[0-9a-f]{32}", "ERASURE");
        return answer.status() + " " + headers + " " + body;
    }

    @Test
    void whatIsAnothersAnswersAsWhatIsNotThereAndStaysAsItIs() throws Exception {
        Map<String, String> before = look();
        for (Operation operation : withIds()) {
            String key = key(api.second, operation.path());
            String id = existing(operation);
            String nothing = id.contains("@") ? "z" + id.substring(1) : id.substring(0, id.length() - 1) + "~";
            Set<Integer> statuses = new LinkedHashSet<>();
            for (String body : bodies(operation)) {
                Answer foreign = api.call(operation.method(), target(operation, id), key, body);
                Answer missing = api.call(operation.method(), target(operation, nothing), key, body);
                assertEquals(told(missing, nothing), told(foreign, id), operation::toString);
                statuses.add(foreign.status());
            }
            // A body may be refused before its path is looked at.
            boolean missing = statuses.contains(404) && Set.of(404, 422).containsAll(statuses);
            assertTrue(missing || SAME_FOR_ALL.contains(operation.toString()), operation + " " + statuses);
        }
        assertTrue(suppressions().stream()
                .skip(1)
                .allMatch(one -> one.getAccountId().equals(api.second.account().getId())));
        assertEquals(before, look());
    }

    /** Everything of the first account, as its own key sees it. */
    private Map<String, String> look() throws Exception {
        Map<String, String> seen = new TreeMap<>();
        for (Operation operation : withIds()) {
            if (operation.method().equals("GET") && operation.pathParameters().size() == 1) {
                String path = target(operation, existing(operation));
                Answer own = api.call("GET", path, key(api.first, path), null);
                assertEquals(200, own.status(), operation + " " + own.raw().body());
                seen.put(operation.path(), own.raw().body());
            }
        }
        assertTrue(seen.size() >= things.size(), "each kind is looked at: " + seen.keySet());
        return seen;
    }

    @Test
    void listsShowNothingOfAnotherAccountWhateverTheyAreAskedFor() throws Exception {
        Set<String> marks = new LinkedHashSet<>(things.values());
        marks.addAll(List.of(
                "canary",
                "yourapp.com",
                api.first.application().getId(),
                api.first.account().getUsername() + "\""));
        Set<String> asked = new LinkedHashSet<>(marks);
        int lists = 0;
        for (Operation operation : DOCUMENT.operations()) {
            if (!operation.method().equals("GET")
                    || !operation.pathParameters().isEmpty()
                    || operation.scope().isEmpty()) {
                continue;
            }
            lists++;
            showsNone(marks, operation.path());
            for (JsonNode parameter : operation.queryParameters()) {
                for (String value : asked) {
                    showsNone(
                            marks,
                            operation.path() + "?" + parameter.path("name").asText() + "="
                                    + java.net.URLEncoder.encode(value, java.nio.charset.StandardCharsets.UTF_8));
                }
            }
        }
        assertTrue(lists >= things.size(), "lists: " + lists);
    }

    private void showsNone(Set<String> marks, String target) throws Exception {
        Answer answer = api.call("GET", target, key(api.second, target), null);
        assertTrue(answer.status() == 200 || answer.status() == 400 || answer.status() == 422, target);
        for (String mark : marks) {
            assertFalse(
                    answer.raw().body().contains(mark),
                    () -> target + " shows " + mark + ": " + answer.raw().body());
        }
    }

    @Test
    void aCursorOfAnotherAccountIsNone() throws Exception {
        api.post("/v1/applications", "{\"name\":\"another\"}");
        String cursor =
                api.get("/v1/applications?limit=1").body().path("next_cursor").asText();
        Answer answer = api.call("GET", "/v1/applications?cursor=" + cursor, api.second.liveKey(), null);
        Answer made = api.call("GET", "/v1/applications?cursor=YXBwX3g", api.second.liveKey(), null);
        assertEquals("invalid_cursor", answer.code());
        assertEquals(told(made, "-"), told(answer, "-"));
    }
}
