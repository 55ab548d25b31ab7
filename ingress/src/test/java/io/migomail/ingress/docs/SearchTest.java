package io.migomail.ingress.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.migomail.core.EventType;
import io.migomail.ingress.problem.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the search of the site finds, by the very script that browsers run. */
class SearchTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int INDEX_BYTES = 200_000;
    private static final byte[] INDEX = SearchIndex.of(new DocsSite("http://127.0.0.1:8080"));
    /** Prints for each query what was found, and how many milliseconds the slowest took when the script was warm. */
    private static final String RUN = "const fs = require('fs'); const s = require(process.argv[1]);"
            + "const entries = s.prepare(JSON.parse(fs.readFileSync(process.argv[2], 'utf8')));"
            + "const queries = JSON.parse(process.argv[3]); const found = {}; let slowest = 0;"
            + "for (let i = 0; i < 3; i++) for (const q of queries) { const t = performance.now();"
            + "found[q] = s.find(entries, q).map((e) => e.u); const took = performance.now() - t;"
            + "if (i === 2) slowest = Math.max(slowest, took); }"
            + "console.log(JSON.stringify({found, slowest}));";

    @TempDir
    private Path folder;

    private JsonNode search(List<String> queries) throws Exception {
        Path index = Files.write(folder.resolve("index.json"), INDEX);
        Path script = folder.resolve("docs-search.js");
        try (var in = SearchTest.class.getResourceAsStream("/io/migomail/ingress/web/assets/docs-search.js")) {
            Files.write(script, in.readAllBytes());
        }
        Path said = folder.resolve("said.txt");
        Process node;
        try {
            node = new ProcessBuilder(
                            "node", "-e", RUN, script.toString(), index.toString(), JSON.writeValueAsString(queries))
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
        } catch (java.io.IOException e) {
            if ("true".equals(System.getenv("CI"))) {
                throw e;
            }
            Assumptions.abort("not installed: node");
            throw e;
        }
        assertTrue(node.waitFor(120, TimeUnit.SECONDS), "the search does not end");
        assertEquals(0, node.exitValue(), Files.readString(said));
        return JSON.readTree(said.toFile());
    }

    @Test
    void whatIsMeantComesFirst() throws Exception {
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("webhooks", "/docs/webhooks");
        expected.put("webh", "/docs/webhooks");
        expected.put("send message", "/docs/api/messages/send-message");
        expected.put("sendMessage", "/docs/api/messages/send-message");
        expected.put("/v1/messages/batch", "/docs/api/messages/send-batch");
        expected.put("POST /v1/webhooks/{id}/replay", "/docs/api/webhooks/replay-webhook");
        expected.put("idempotency", "/docs/sending#idempotency-never-twice");
        expected.put("rate limits", "/docs/limits#rate-limits");
        expected.put("python", "/docs/sdks#python");
        expected.put("smtp", "/docs/smtp");
        expected.put("signed requests", "/docs/api-keys#signed-requests");
        expected.put("quick", "/docs/quick-start");
        expected.put("sizing", "/docs/sizing");
        expected.put("Domäins", "/docs/domains");
        JsonNode answer = search(List.copyOf(expected.keySet()));
        expected.forEach((query, url) -> assertEquals(
                url,
                answer.at("/found").path(query).path(0).asText(),
                query + ": " + answer.at("/found").path(query)));
        assertTrue(answer.path("slowest").asDouble() < 50, answer.path("slowest")::asText);
    }

    @Test
    void everyCodeAndTypeIsFoundFirstByItsName() throws Exception {
        Map<String, String> expected = new LinkedHashMap<>();
        for (ErrorCode code : ErrorCode.values()) {
            expected.put(code.word(), "/docs/errors#" + code.word());
        }
        for (EventType type : EventType.values()) {
            expected.putIfAbsent(type.word(), "/docs/events#" + type.word());
        }
        JsonNode found = search(List.copyOf(expected.keySet())).path("found");
        expected.forEach((query, url) -> {
            // An operation may be called as an event is: unsubscribe.
            boolean among = url.equals(found.path(query).path(0).asText())
                    || url.contains("/events#")
                            && url.equals(found.path(query).path(1).asText());
            assertTrue(among, query + ": " + found.path(query));
        });
    }

    @Test
    void whatIsOnlyInATextIsFoundToo() throws Exception {
        JsonNode found = search(List.of("nodemailer", "MIGO_INBOUND", "X-Migo-Class", "greylisted", "xyzzy", "   "))
                .path("found");
        for (String query : List.of("nodemailer", "MIGO_INBOUND", "X-Migo-Class", "greylisted")) {
            assertTrue(found.path(query).size() > 0, query);
        }
        assertEquals(0, found.path("xyzzy").size());
        assertEquals(0, found.path("   ").size());
    }

    @Test
    void theIndexIsSmallAndLeadsToPagesOfTheSite() throws Exception {
        assertTrue(INDEX.length < INDEX_BYTES, () -> "bytes: " + INDEX.length);
        DocsSite site = new DocsSite("http://127.0.0.1:8080");
        List<String> lost = new ArrayList<>();
        for (JsonNode entry : JSON.readTree(INDEX).path("entries")) {
            String[] url = entry.path("u").asText().split("#", 2);
            DocsPage page = site.page(url[0]);
            boolean there = page != null && (url.length == 1 || page.body().contains(" id=\"" + url[1] + "\""));
            if (!there || entry.path("t").asText().isEmpty()) {
                lost.add(entry.toString());
            }
        }
        assertEquals(List.of(), lost);
    }
}
