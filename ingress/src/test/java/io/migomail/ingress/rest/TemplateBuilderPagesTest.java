package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.migomail.control.UserRole;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the pages around the builder take, keep and refuse; what happens in it is seen in a browser. */
class TemplateBuilderPagesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HOSTILE = "<script>alert(1)</script>\"'>";
    /** White space that no browser would send back as it is. */
    private static final String DESIGN = "{\"pages\": [\r\n\t{\"id\":\"x\"}]}\n ";

    @AutoClose
    private final TestIngress api = TestIngress.open();

    private Browser browser;

    @BeforeEach
    void signIn() throws Exception {
        browser = Browser.signedIn(api, UserRole.DESIGNER);
        shown("/templates");
    }

    private String shown(String path) throws Exception {
        HttpResponse<String> answer = browser.get(browser.page(path));
        assertEquals(200, answer.statusCode(), answer.body());
        return answer.body();
    }

    private HttpResponse<String> post(String path, Map<String, String> fields) throws Exception {
        List<String> all = new ArrayList<>();
        fields.forEach((name, value) -> all.addAll(List.of(name, value)));
        return browser.post(browser.page(path), all.toArray(String[]::new));
    }

    private void made(String alias, String html, String design) throws Exception {
        Map<String, String> body = Map.of("alias", alias, "subject", "Hi", "html", html, "design", design);
        assertEquals(
                201, api.post("/v1/templates", JSON.writeValueAsString(body)).status());
    }

    private JsonNode version(String alias, int number) throws Exception {
        return api.get("/v1/templates/" + alias + "/versions/" + number).body();
    }

    @Test
    void newDesignIsSavedAndPublished() throws Exception {
        assertTrue(shown("/templates").contains(browser.page("/new-template/builder")));
        assertTrue(shown("/new-template").contains(browser.page("/new-template/builder")));
        shown("/new-template/builder");
        Map<String, String> form = Map.of(
                "alias",
                "note",
                "name",
                "Note",
                "subject",
                "One",
                "syntax",
                "freemarker",
                "html",
                "<p>${x}</p>",
                "design",
                DESIGN.strip(),
                "builder",
                "changed",
                "save",
                "publish");
        HttpResponse<String> saved = post("/new-template/builder", form);
        assertEquals(303, saved.statusCode(), saved.body());
        JsonNode note = api.get("/v1/templates/note").body();
        assertEquals(1, note.path("active_version").asInt());
        assertEquals("<p>${x}</p>", note.at("/version/html").asText());
        assertEquals(
                DESIGN.strip().replace("\r\n", "\n"), note.at("/version/design").asText());
        assertTrue(shown("/templates/note").contains(browser.page("/templates/note/builder")));
        assertTrue(shown("/templates/note/edit").contains("/templates/note/builder?version=1"));
    }

    @Test
    void designThatWasLeftAloneIsKeptToTheOctet() throws Exception {
        made("note", "<p>a\r\nb</p>", DESIGN);
        String page = shown("/templates/note/builder?version=1");
        assertTrue(page.contains("id=\"canvas\""), page);
        Map<String, String> form = Map.of(
                "base",
                "1",
                "subject",
                "Two",
                "syntax",
                "freemarker",
                "html",
                "<p>what a browser made</p>",
                "design",
                "",
                "builder",
                "kept",
                "save",
                "draft");
        HttpResponse<String> saved = post("/templates/note/builder", form);
        assertEquals(303, saved.statusCode(), saved.body());
        assertEquals("Two", version("note", 2).path("subject").asText());
        assertEquals(version("note", 1).path("html"), version("note", 2).path("html"));
        assertEquals(DESIGN, version("note", 2).path("design").asText());
        assertEquals(
                1, api.get("/v1/templates/note").body().path("active_version").asInt());
    }

    @Test
    void faultOfTheApiIsShownWithWhatWasMade() throws Exception {
        made("note", "<p>a</p>", DESIGN);
        Map<String, String> form = Map.of(
                "base",
                "1",
                "subject",
                HOSTILE,
                "syntax",
                "freemarker",
                "html",
                "<p>[#if x]</p>",
                "design",
                "{\"pages\":[\"" + HOSTILE + "\"]}",
                "builder",
                "changed",
                "save",
                "publish");
        HttpResponse<String> refused = post("/templates/note/builder", form);
        assertEquals(422, refused.statusCode(), refused.body());
        assertTrue(refused.body().contains("role=\"alert\""), refused.body());
        assertTrue(refused.body().contains("data-unsaved"), refused.body());
        assertTrue(refused.body().contains("{&quot;pages&quot;:[&quot;&lt;script&gt;"), refused.body());
        assertFalse(refused.body().contains("<script>alert"), refused.body());
        assertTrue(refused.headers()
                .firstValue("Content-Security-Policy")
                .orElse("")
                .contains("https:"));
    }

    @Test
    void whatItCannotOpenIsExplained() throws Exception {
        made("foreign", "<p>a</p>", "{\"blocks\":[]}");
        made("text", "<p>a</p>", "not JSON");
        api.post("/v1/templates", "{\"alias\":\"plain\",\"subject\":\"Hi\",\"html\":\"<p>a</p>\"}");
        api.post("/v1/templates", "{\"alias\":\"foot\",\"kind\":\"partial\",\"text\":\"x\"}");
        assertTrue(shown("/templates/foreign/builder").contains("design of another editor"));
        assertTrue(shown("/templates/text/builder").contains("design of another editor"));
        String plain = shown("/templates/plain/builder");
        assertTrue(plain.contains("was not made in the builder"), plain);
        assertTrue(plain.contains("/templates/plain/edit?version=1"), plain);
        String anew = shown("/templates/plain/builder?version=1&new=1");
        assertTrue(anew.contains("id=\"canvas\"") && anew.contains("name=\"base\" value=\"1\""), anew);
        assertTrue(shown("/templates/foot/builder").contains("makes whole mails"));
        assertFalse(shown("/templates/foot").contains("/templates/foot/builder"));
    }

    @Test
    void itsPolicyIsAsTightAsTheBuilderLets() throws Exception {
        HttpResponse<String> page = browser.get(browser.page("/new-template/builder"));
        String policy = page.headers().firstValue("Content-Security-Policy").orElse("");
        assertTrue(policy.contains("script-src 'self';"), policy);
        assertTrue(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), policy);
        assertFalse(policy.contains("unsafe-eval"), policy);
        String other = browser.get(browser.page("/templates"))
                .headers()
                .firstValue("Content-Security-Policy")
                .orElse("");
        assertFalse(other.contains("unsafe-inline") || other.contains("https:"), other);
    }

    @Test
    void othersTemplatesAreNotThereAndViewersMayNotSave() throws Exception {
        assertEquals(404, browser.get(browser.page("/templates/absent/builder")).statusCode());
        made("note", "<p>a</p>", DESIGN);
        browser = Browser.signedIn(api, UserRole.VIEWER);
        assertFalse(shown("/templates").contains("/new-template/builder"));
        assertFalse(shown("/templates/note/builder").contains("Save and publish"));
        Map<String, String> form = Map.of(
                "base",
                "1",
                "subject",
                "Two",
                "syntax",
                "freemarker",
                "html",
                "<p>b</p>",
                "design",
                DESIGN,
                "builder",
                "changed",
                "save",
                "draft");
        assertEquals(403, post("/templates/note/builder", form).statusCode());
        assertEquals(
                1, api.get("/v1/templates/note").body().path("latest_version").asInt());
    }
}
