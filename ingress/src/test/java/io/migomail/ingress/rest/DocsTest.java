package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.EventType;
import io.migomail.core.Limits;
import io.migomail.core.Plan;
import io.migomail.core.WebhookSchedule;
import io.migomail.ingress.problem.ErrorCode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The documentation site as a node serves it. */
class DocsTest {
    private static final Pattern LINK = Pattern.compile("(?:href|src|data-search)=\"([^\"]*)\"");
    private static final Pattern ID = Pattern.compile(" id=\"([^\"]*)\"");
    private static final Pattern HEADING = Pattern.compile("<h([1-6])[ >]");
    private static final int PAGE_BYTES = 100_000;

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static TestIngress api;
    /** Every page that links lead to from the first, by path. */
    private static final Map<String, String> PAGES = new LinkedHashMap<>();

    private static final List<String> BROKEN = new ArrayList<>();

    @BeforeAll
    static void walk() throws Exception {
        api = TestIngress.open();
        Deque<String> open = new ArrayDeque<>(List.of("/docs"));
        while (!open.isEmpty()) {
            String path = open.remove();
            if (PAGES.containsKey(path)) {
                continue;
            }
            HttpResponse<String> page = get(path);
            if (page.statusCode() != 200) {
                BROKEN.add(path + ": " + page.statusCode());
                continue;
            }
            boolean html = page.headers().firstValue("Content-Type").orElse("").startsWith("text/html");
            PAGES.put(path, html ? page.body() : "");
            links(page.body(), html).stream()
                    .map(link -> link.replaceFirst("#.*", ""))
                    .filter(link -> link.startsWith("/docs") || link.startsWith("/assets"))
                    .forEach(open::add);
        }
    }

    @AfterAll
    static void close() {
        api.close();
    }

    private static HttpResponse<String> get(String path, String... headers) throws Exception {
        return send("GET", path, headers);
    }

    private static HttpResponse<String> send(String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static List<String> links(String body, boolean html) {
        return html
                ? LINK.matcher(body)
                        .results()
                        .map(found -> found.group(1).replace("&amp;", "&"))
                        .toList()
                : List.of();
    }

    private static String page(String path) {
        String page = PAGES.get(path);
        assertTrue(page != null, () -> path + " of " + PAGES.keySet());
        return page;
    }

    @Test
    void everyLinkWithinTheSiteLeadsSomewhere() {
        List<String> broken = new ArrayList<>(BROKEN);
        PAGES.forEach((path, body) -> {
            for (String link : links(body, true)) {
                if (link.startsWith("https://")) {
                    continue;
                }
                String target = link.startsWith("#") ? path + link : link;
                int hash = target.indexOf('#');
                String to = hash < 0 ? target : target.substring(0, hash);
                String anchor = hash < 0 ? "" : target.substring(hash + 1);
                if (!to.equals("/dashboard")
                        && !(PAGES.containsKey(to)
                                && (anchor.isEmpty() || PAGES.get(to).contains(" id=\"" + anchor + "\"")))) {
                    broken.add(path + " to " + link);
                }
            }
        });
        assertEquals(List.of(), broken);
        assertTrue(PAGES.size() > 100, PAGES.keySet()::toString);
    }

    @Test
    void everyOperationHasItsPageWithAnExampleOfRequestAndAnswer() {
        for (OpenApiDocument.Operation operation : OpenApiDocument.get().operations()) {
            String id = operation.node().path("operationId").asText();
            String path = "/docs/api/" + operation.node().path("tags").path(0).asText() + "/"
                    + id.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(java.util.Locale.ROOT);
            String body = page(path);
            assertTrue(body.contains("<code>" + operation.path() + "</code>"), path);
            assertTrue(body.contains("curl</span> "), path);
            assertTrue(body.contains("<h2 id=\"answer\">"), path);
            String scope = operation.scope();
            assertTrue(scope.isEmpty() || body.contains("<code>" + scope + "</code>"), path);
        }
    }

    @Test
    void everyErrorCodeIsWhereProblemsSayThatItIs() throws Exception {
        for (ErrorCode code : ErrorCode.values()) {
            assertTrue(page("/docs/errors").contains("<h3 id=\"" + code.word() + "\">"), code::word);
        }
        String url = api.get("/v1/messages/msg_nothing").body().path("doc_url").asText();
        assertEquals("/docs/errors#not_found", url);
        assertEquals(200, get(url.replaceFirst("#.*", "")).statusCode());
    }

    @Test
    void everyErrorIsToldAsTheCodeHasIt() throws Exception {
        String text = Files.readString(Root.path().resolve("docs/errors.md"));
        for (ErrorCode code : ErrorCode.values()) {
            String section = "### `" + code.word() + "`\n\n" + code.status() + ", SMTP `" + code.smtpReply() + "`. "
                    + code.title() + ".\n\n";
            int at = text.indexOf(section);
            assertTrue(at >= 0, section);
            String advice =
                    text.substring(at + section.length()).lines().findFirst().orElse("");
            assertTrue(advice.length() > 20 && !advice.startsWith("#"), () -> "nothing to do at " + code.word());
        }
    }

    @Test
    void everyTypeOfEventHasAnExample() {
        String body = page("/docs/events");
        for (EventType type : EventType.values()) {
            int at = body.indexOf("<h3 id=\"" + type.word() + "\">");
            assertTrue(at >= 0, type::word);
            String section = body.substring(at, body.indexOf("</pre>", at));
            assertTrue(section.contains("&quot;" + type.word() + "&quot;"), type::word);
        }
    }

    @Test
    void limitsAreThoseOfTheCode() {
        String body = page("/docs/limits");
        assertTrue(body.contains("<td>" + Limits.RECIPIENTS + "</td>"));
        for (Plan plan : Plan.values()) {
            assertTrue(body.contains("<td>" + plan.retentionDays() + "</td>"), plan::word);
            assertTrue(
                    body.contains("<td>" + String.format(java.util.Locale.ROOT, "%,d", plan.requestsPerSecond())),
                    plan::word);
        }
        assertEquals(
                WebhookSchedule.STANDARD.size() + 1,
                Pattern.compile("<tr>\n<td>[0-9]+</td>\n<td>(none|[0-9]+ (second|minute|hour)s?)</td>")
                        .matcher(body)
                        .results()
                        .count());
    }

    @Test
    void aPageRunsNothingThatStandsInIt() throws Exception {
        String policy =
                get("/docs").headers().firstValue("Content-Security-Policy").orElse("");
        assertTrue(policy.contains("default-src 'none'") && !policy.contains("unsafe"), policy);
        PAGES.forEach((path, body) -> {
            assertFalse(
                    Pattern.compile("<script(?! src=)|<style|\\sstyle=|\\son[a-z]+=\"")
                            .matcher(body)
                            .find(),
                    path);
            assertFalse(
                    Pattern.compile("(src|<link[^>]* href)=\"(https?:)?//")
                            .matcher(body)
                            .find(),
                    path);
        });
    }

    @Test
    void pagesAreSmallAndInOrder() {
        PAGES.forEach((path, body) -> {
            assertTrue(body.length() < PAGE_BYTES, () -> path + " has " + body.length());
            if (!body.isEmpty()) {
                Matcher heading = HEADING.matcher(body.substring(body.indexOf("<main")));
                int level = 0;
                while (heading.find()) {
                    int next = Integer.parseInt(heading.group(1));
                    assertTrue(next <= level + 1, path + ": h" + next + " after h" + level);
                    level = next;
                }
                List<String> ids =
                        ID.matcher(body).results().map(each -> each.group(1)).toList();
                assertEquals(ids.size(), ids.stream().distinct().count(), () -> path + " " + ids);
            }
        });
    }

    @Test
    void whoHasThePageIsNotSentItAgain() throws Exception {
        HttpResponse<String> first = get("/docs/errors");
        String tag = first.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = get("/docs/errors", "If-None-Match", tag);
        assertEquals(304, again.statusCode());
        assertEquals("", again.body());
        assertEquals(200, get("/docs/errors", "If-None-Match", "\"other\"").statusCode());
    }

    @Test
    void headTellsWhatGetWould() throws Exception {
        HttpResponse<String> head = send("HEAD", "/docs/webhooks");
        assertEquals(200, head.statusCode());
        assertEquals("", head.body());
        assertTrue(head.headers().firstValue("Content-Type").orElse("").startsWith("text/html"));
        assertEquals(
                get("/docs/webhooks").headers().firstValue("ETag"),
                head.headers().firstValue("ETag"));
        assertEquals(404, send("HEAD", "/docs/nothing").statusCode());
    }

    @Test
    void whatIsNotThereIsToldInTheSameLook() throws Exception {
        HttpResponse<String> missing = get("/docs/%3Cscript%3Ealert(1)%3C/script%3E");
        assertEquals(404, missing.statusCode());
        assertTrue(
                missing.body().contains("<h1>Not found</h1>") && missing.body().contains("id=\"nav\""));
        assertFalse(missing.body().contains("alert(1)"));
        assertEquals(missing.body(), get("/docs/another").body());
    }

    @Test
    void theContractIsServedAsItIs() throws Exception {
        assertEquals(
                Files.readString(Root.path().resolve("docs/openapi.yaml")),
                get("/docs/openapi.yaml").body());
    }
}
