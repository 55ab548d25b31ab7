package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.migomail.control.UserRole;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Templates as people list, write, try, publish, compare and promote them. */
class TemplatePagesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HOSTILE = "<script>alert(1)</script>\"'>";
    private static final Pattern ALERT = Pattern.compile("<script>alert\\(1\\)");

    @AutoClose
    private final TestIngress api = TestIngress.open();

    private Browser browser;

    @BeforeEach
    void signIn() throws Exception {
        browser = Browser.signedIn(api, UserRole.DESIGNER);
        assertEquals(200, get("/templates").statusCode());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return browser.get(browser.page(path));
    }

    private String shown(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        assertEquals(200, answer.statusCode(), answer.body());
        return answer.body();
    }

    private HttpResponse<String> post(String path, Map<String, String> fields) throws Exception {
        List<String> all = new ArrayList<>();
        fields.forEach((name, value) -> all.addAll(List.of(name, value)));
        return browser.post(browser.page(path), all.toArray(String[]::new));
    }

    private void made(String alias, String... htmls) throws Exception {
        for (String html : htmls) {
            Map<String, String> version = Map.of("subject", "Hello ${name}", "html", html);
            String path = "/v1/templates/" + alias + "/versions";
            if (api.get("/v1/templates/" + alias).status() == 404) {
                path = "/v1/templates";
                version = Map.of("alias", alias, "subject", "Hello ${name}", "html", html);
            }
            var answer = api.post(path, JSON.writeValueAsString(version));
            assertEquals(201, answer.status(), answer.raw().body());
        }
    }

    private static String location(HttpResponse<String> response) {
        assertEquals(303, response.statusCode(), response.body());
        return response.headers().firstValue("Location").orElse("");
    }

    private int active(String alias) throws Exception {
        return api.get("/v1/templates/" + alias).body().path("active_version").asInt();
    }

    @Test
    void listShowsEveryTemplateWithWhatIsSent() throws Exception {
        made("note", "<p>one", "<p>two");
        api.post("/v1/templates", "{\"alias\":\"foot\",\"kind\":\"partial\",\"text\":\"x\",\"activate\":false}");
        String page = shown("/templates").replaceAll("\\s+", " ");
        assertTrue(page.contains("/templates/note\">note</a><br><span class=\"dim\">Hello ${name}</span>"), page);
        assertTrue(page.contains("1 <span class=\"dim\">of 2</span>"), page);
        assertTrue(page.contains("<td>partial</td> <td><span class=\"badge pending\">draft</span></td>"), page);
        assertTrue(page.contains(browser.page("/new-template")), page);
    }

    @Test
    void templateIsWrittenPublishedChangedAndRolledBack() throws Exception {
        String editor = shown("/new-template?from=template");
        assertTrue(editor.contains("action=\"" + browser.page("/new-template") + "\""), editor);
        Map<String, String> form =
                Map.of("alias", "note", "subject", "One", "html", "<p>\r\nHi ${name}</p>", "save", "publish");
        assertEquals(browser.page("/templates/note"), location(post("/new-template", form)));
        assertTrue(shown("/templates/note").contains("It is published"), "the notice");
        assertEquals(
                "<p>\nHi ${name}</p>",
                api.get("/v1/templates/note").body().at("/version/html").asText());
        location(post("/templates/note/versions", Map.of("subject", "Two", "html", "<b>${x}</b>", "save", "draft")));
        assertEquals(1, active("note"));
        String page = shown("/templates/note");
        assertTrue(page.contains("Publish<span class=\"sr\"> version 2"), page);
        location(post("/templates/note/activate", Map.of("version", "2")));
        assertEquals(2, active("note"));
        page = shown("/templates/note");
        assertTrue(page.contains("Roll back<span class=\"sr\"> version 1"), page);
        location(post("/templates/note/activate", Map.of("version", "1")));
        assertEquals(1, active("note"));
        assertEquals(
                404, post("/templates/note/activate", Map.of("version", "9")).statusCode());
    }

    @Test
    void faultsComeBackWithWhatWasWritten() throws Exception {
        HttpResponse<String> answer = post(
                "/new-template", Map.of("alias", "no blanks", "subject", "S", "html", "<p>[#if x]", "save", "publish"));
        assertEquals(422, answer.statusCode());
        assertTrue(answer.body().contains("Letters, digits"), answer.body());
        assertTrue(answer.body().contains("data-unsaved"), answer.body());
        answer = post("/new-template", Map.of("alias", "note", "subject", "S", "html", "<p>[#if x]"));
        assertEquals(422, answer.statusCode());
        assertTrue(answer.body().contains("\n&lt;p&gt;[#if x]</textarea>"), answer.body());
        assertTrue(answer.body().contains("id=\"fault-html\""), answer.body());
    }

    @Test
    void editorBeginsWithTheLatestVersionOrTheOneThatIsNamed() throws Exception {
        made("note", "<p>one", "<p>two ${format_number(count, 2)}");
        assertTrue(shown("/templates/note/edit").contains("\n&lt;p&gt;two ${format_number(count, 2)}</textarea>"));
        assertTrue(shown("/templates/note/edit?version=1").contains("\n&lt;p&gt;one</textarea>"));
        assertTrue(shown("/templates/note/edit").contains("&quot;count&quot; : 1"), "data to try it with");
    }

    @Test
    void previewShowsWhatItRendersToOrWhereItIsWrong() throws Exception {
        Map<String, String> form = Map.of("subject", "Hi ${name}", "html", "<img src=x>${name}", "alias", "note");
        String part = post("/template-preview", form).body();
        assertTrue(part.contains("<dd>Hi name</dd>"), part);
        assertTrue(part.contains("no alt text"), part);
        assertTrue(part.contains("data-ok=\"true\""), part);
        part = post("/template-preview", Map.of("subject", "x", "html", "<p>\n [#include 'a']"))
                .body();
        assertTrue(part.contains("data-goto=\"html\" data-line=\"2\" data-column=\"2\""), part);
        assertTrue(part.contains("data-ok=\"false\""), part);
        part = post("/template-preview", Map.of("subject", "${a}", "text", "x", "variables", "{}"))
                .body();
        assertTrue(part.contains("data-add=\"/a\""), part);
        part = post("/template-preview", Map.of("subject", "a", "text", "x", "variables", "{"))
                .body();
        assertTrue(part.contains("no JSON"), part);
    }

    @Test
    void frameRunsNothing() throws Exception {
        Map<String, String> form = Map.of("subject", "S", "html", "<script>alert(1)</script><b>${name}</b>");
        HttpResponse<String> frame = post("/template-frame", form);
        assertTrue(frame.body().contains("<b>name</b>"), frame.body());
        String policy = frame.headers().firstValue("Content-Security-Policy").orElse("");
        assertTrue(policy.startsWith("sandbox; default-src 'none'"), policy);
        made("note", "<script>alert(1)</script>");
        frame = get("/templates/note/versions/1/frame");
        assertTrue(
                frame.headers().firstValue("Content-Security-Policy").orElse("").startsWith("sandbox;"), policy);
        frame = post("/template-frame", Map.of("subject", "S", "html", "[#if <script>"));
        assertFalse(frame.body().contains("<script>"), frame.body());
    }

    @Test
    void testIsSentAsTheVersionOrAsWhatIsInTheEditor() throws Exception {
        made("note", "<p>Dear ${name}");
        Matcher from = Pattern.compile("name=\"from\"[^>]* value=\"([^\"]+)\"").matcher(shown("/templates/note/edit"));
        assertTrue(from.find(), "an address of a verified domain");
        Map<String, String> form = Map.of(
                "alias",
                "note",
                "base",
                "1",
                "subject",
                "Hello ${name}",
                "html",
                "<p>Dear ${name}",
                "syntax",
                "freemarker",
                "locale",
                "en-US",
                "to",
                "me@example.com",
                "from",
                from.group(1));
        HttpResponse<String> sent = post("/template-test", form);
        assertTrue(sent.body().contains("Sent to me@example.com"), sent.body());
        assertEquals("note", api.log.only().getHead().getTemplateAlias());
        api.log.messages.clear();
        Map<String, String> changed = new HashMap<>(form);
        changed.put("html", "<p>My dear ${name}");
        changed.put("variables", "{\"name\":\"Priya\"}");
        post("/template-test", changed);
        assertEquals("", api.log.only().getHead().getTemplateAlias());
        assertEquals("Hello Priya", api.log.only().getHead().getSubject());
        changed.put("from", "me@elsewhere.example");
        HttpResponse<String> refused = post("/template-test", changed);
        assertEquals(403, refused.statusCode());
        assertTrue(refused.body().contains("My dear"), "what was written is still there");
    }

    @Test
    void htmlOfElsewhereIsImported() throws Exception {
        String page = post("/new-template/import", Map.of("html", "<title>A &amp; B</title><p>{{name}}</p>"))
                .body();
        assertTrue(page.contains("name=\"subject\" type=\"text\" value=\"A &amp; B\""), page);
        assertTrue(page.contains("<option value=\"mustache\" selected>"), page);
        page = post("/new-template/import", Map.of("html", "<p>[#if] is how it was</p>"))
                .body();
        assertTrue(page.contains("<option value=\"html\" selected>"), page);
        page = post("/new-template/import", Map.of("html", "<p>${name}</p>")).body();
        assertTrue(page.contains("<option value=\"freemarker\" selected>"), page);
    }

    @Test
    void starterIsThereWithItsSample() throws Exception {
        assertTrue(shown("/new-template").contains("?from=order-confirmation"));
        String page = shown("/new-template?from=welcome");
        assertTrue(page.contains("Your App"), page);
        assertEquals(404, get("/new-template?from=none").statusCode());
    }

    @Test
    void versionsStandBesideEachOther() throws Exception {
        made("note", "<p>\n1\n2\n3\n4\n5\n6\n7\nold word\n</p>", "<p>\n1\n2\n3\n4\n5\n6\n7\nnew word\n</p>");
        String page = shown("/templates/note/compare?from=1&to=2");
        assertTrue(page.contains("<del>old</del> word"), page);
        assertTrue(page.contains("<ins>new</ins> word"), page);
        assertTrue(page.contains("5 lines are the same"), page);
        assertFalse(page.contains("Fields that differ"), page);
        assertTrue(shown("/templates/note/compare?from=2&to=2").contains("They are the same"));
        assertEquals(404, get("/templates/note/compare?from=1&to=7").statusCode());
    }

    @Test
    void ownerPromotesAndOthersAreNotOffered() throws Exception {
        made("note", "<p>one");
        assertFalse(shown("/templates/note").contains("To another application"));
        Map<String, String> form = Map.of("application", TestIngress.STAGING, "version", "1", "activate", "yes");
        assertEquals(403, post("/templates/note/promote", form).statusCode());
        browser = Browser.signedIn(api, UserRole.OWNER);
        assertTrue(shown("/templates/note").contains("To another application"));
        Map<String, String> dry = new HashMap<>(form);
        dry.put("dry_run", "yes");
        String page = post("/templates/note/promote", dry).body();
        assertTrue(page.contains("the first of a new template"), page);
        assertEquals(null, api.control.view().templateByAlias(TestIngress.STAGING, "note"));
        location(post("/templates/note/promote", form));
        assertTrue(api.control.view().templateByAlias(TestIngress.STAGING, "note") != null);
    }

    @Test
    void viewerLooksAndIsNotOfferedToChange() throws Exception {
        made("note", "<p>one", "<p>two");
        browser = Browser.signedIn(api, UserRole.VIEWER);
        for (String path : new String[] {"/templates", "/templates/note", "/templates/note/edit"}) {
            String page = shown(path);
            assertFalse(page.contains("new-template"), path);
            assertFalse(page.contains("/activate"), path);
            assertFalse(page.contains("name=\"save\""), path);
            assertFalse(page.contains("template-test"), path);
        }
        assertEquals(
                403, post("/templates/note/activate", Map.of("version", "2")).statusCode());
        assertEquals(
                403,
                post("/templates/note/versions", Map.of("subject", "S", "html", "x"))
                        .statusCode());
        assertEquals(
                403,
                post("/new-template", Map.of("alias", "x", "subject", "S", "html", "x"))
                        .statusCode());
        assertEquals(1, active("note"));
    }

    @Test
    void anotherAccountsTemplateIsNotThere() throws Exception {
        var theirs = api.call(
                "POST",
                "/v1/templates",
                api.second.liveKey(),
                "{\"alias\":\"theirs\",\"subject\":\"S\",\"text\":\"x\"}");
        assertEquals(201, theirs.status());
        for (String path : new String[] {"", "/edit", "/compare", "/versions/1/frame"}) {
            HttpResponse<String> answer = get("/templates/theirs" + path);
            assertEquals(404, answer.statusCode(), path);
            assertEquals(get("/templates/absent" + path).body().replace("absent", "theirs"), answer.body(), path);
        }
    }

    @Test
    void whateverIsWrittenStaysText() throws Exception {
        String html = JSON.writeValueAsString("${b!\"" + "<script>alert(1)</script>" + "\"}\n" + HOSTILE);
        String body = "{\"alias\":\"note\",\"name\":" + JSON.writeValueAsString(HOSTILE) + ",\"subject\":"
                + JSON.writeValueAsString(HOSTILE) + ",\"html\":" + html + ",\"text\":"
                + JSON.writeValueAsString(HOSTILE) + "}";
        assertEquals(201, api.post("/v1/templates", body).status());
        body = "{\"subject\":\"S\",\"html\":" + JSON.writeValueAsString("<b>" + HOSTILE) + "}";
        assertEquals(201, api.post("/v1/templates/note/versions", body).status());
        Map<String, String> form = new HashMap<>(Map.of("alias", "x", "html", HOSTILE + "[#if"));
        for (String name : "name subject text variables locale layout kind to from design".split(" ")) {
            form.put(name, HOSTILE);
        }
        List<HttpResponse<String>> pages = List.of(
                get("/templates"),
                get("/templates/note"),
                get("/templates/note/edit?version=1"),
                get("/templates/note/compare"),
                post("/new-template", form),
                post("/new-template/import", Map.of("html", HOSTILE)),
                post("/template-preview", Map.of("subject", HOSTILE, "text", HOSTILE, "variables", "{\"a\":1}")),
                post("/template-preview", form),
                post("/template-test", form));
        for (HttpResponse<String> page : pages) {
            assertFalse(ALERT.matcher(page.body()).find(), page.uri() + "\n" + page.body());
            assertFalse(page.body().contains(HOSTILE), page.uri() + "\n" + page.body());
            assertTrue(page.headers()
                    .firstValue("Content-Security-Policy")
                    .orElse("")
                    .contains("default-src 'none'"));
            assertTrue(page.body().length() < 300_000);
        }
    }
}
