package io.migomail.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.migomail.mail.mime.MimeReader;
import io.migomail.mail.mime.ReadMail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Templates that others published, unedited, all the way to an MX; the signatures are judged by dkimpy. */
@Tag(StackFixture.SHARED)
class CorpusIT {
    private static final Path CORPUS = Repository.ROOT.resolve("templates/src/test/resources/corpus");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ROWS = Pattern.compile("\\{\\{#each (\\w+)}}(.*?)\\{\\{/each}}", Pattern.DOTALL);
    private static final Pattern TAG = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");

    @RegisterExtension
    static final StackFixture STACK = StackFixture.shared();

    static List<String> templates() throws IOException {
        try (Stream<Path> files = Files.walk(CORPUS)) {
            List<String> found = files.filter(f -> f.toString().endsWith(".html"))
                    .map(f -> CORPUS.relativize(f).toString())
                    .sorted()
                    .toList();
            assertEquals(18, found.size(), "the corpus");
            return found;
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void a_template_arrives_with_inlined_css_a_text_part_and_two_good_signatures(String file) throws Exception {
        Dkimpy.require();
        String html = Files.readString(CORPUS.resolve(file));
        String alias = file.replaceAll("[^a-z0-9]+", "-");
        JsonNode made = STACK.api().post("/v1/templates", template(alias, html, file), 201);
        Map<String, Object> variables = variables(made.at("/version/variables"), html);
        String to = alias + "@example.com";
        STACK.send(JSON.writeValueAsString(
                Map.of("to", to, "from", STACK.ready().from(), "template", alias, "variables", variables)));

        byte[] source = STACK.source(STACK.awaitInbox(to, 1).get(0));
        ReadMail mail = MimeReader.read(source);
        assertNotNull(mail.html(), file);
        assertNotNull(mail.text(), file);
        assertTrue(mail.text().length() > 100, mail::text);
        assertFalse(mail.html().contains("{{") || mail.text().contains("{{"), "a tag is left");
        for (Object value : variables.values()) {
            boolean row = !(value instanceof String text)
                    || mail.html().contains(text)
                    || mail.text().contains(text);
            assertTrue(row, () -> value + " did not arrive");
        }
        assertInlined(html, mail.html(), file);
        assertEquals(
                List.of("pass yourapp.com ed25519-sha256", "pass yourapp.com rsa-sha256"),
                Dkimpy.verdicts(source, STACK.api()));
    }

    private static String template(String alias, String html, String file) throws IOException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("alias", alias);
        body.put("subject", "Template " + alias);
        body.put("html", html);
        body.put("syntax", html.contains("{{") ? "mustache" : "html");
        Path text = CORPUS.resolve(file).resolveSibling("content.txt");
        if (Files.exists(text)) {
            body.put("text", Files.readString(text));
        }
        return JSON.writeValueAsString(body);
    }

    /** A value for every variable that is required, and two rows for every loop. */
    private static Map<String, Object> variables(JsonNode listed, String html) {
        Map<String, Object> values = new HashMap<>();
        for (JsonNode variable : listed) {
            if (variable.path("required").asBoolean()) {
                values.put(
                        variable.path("name").asText(),
                        "value-of-" + variable.path("name").asText());
            }
        }
        Matcher rows = ROWS.matcher(html);
        while (rows.find()) {
            values.put(rows.group(1), List.of(row(rows.group(2), "first"), row(rows.group(2), "second")));
        }
        return values;
    }

    private static Map<String, String> row(String body, String which) {
        Map<String, String> row = new HashMap<>();
        TAG.matcher(body).results().forEach(tag -> row.put(tag.group(1), which + "-" + tag.group(1)));
        return row;
    }

    /** Mailgun's sources have their style in a file beside them, or inlined already. */
    private static void assertInlined(String before, String after, String file) {
        if (before.contains("<style") && !file.contains("mailgun")) {
            assertTrue(
                    count(after) > count(before) + 5, () -> "style attributes: " + count(before) + ", " + count(after));
        } else {
            assertEquals(count(before), count(after), "style attributes");
        }
    }

    private static int count(String html) {
        return html.split(" style=", -1).length - 1;
    }
}
