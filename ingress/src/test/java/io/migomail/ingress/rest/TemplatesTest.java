package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.migomail.control.ApiKeys;
import io.migomail.core.Environment;
import io.migomail.core.Limits;
import io.migomail.core.record.ApiKey;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Drafts, publishing, rolling back, and copies to other applications. */
class TemplatesTest {
    private static final String SEND = "{\"to\":\"a@example.com\",\"from\":\"n@yourapp.com\",\"template\":\"note\","
            + "\"variables\":{\"a\":\"x\",\"b\":\"y\"}}";

    @AutoClose
    private final TestIngress api = TestIngress.open();

    private JsonNode created(String body) throws Exception {
        var answer = api.post("/v1/templates", body);
        assertEquals(201, answer.status(), answer.raw().body());
        return answer.body();
    }

    /** The version that a send takes which comes right after. */
    private int sent() throws Exception {
        api.log.messages.clear();
        var answer = api.post("/v1/messages", SEND);
        assertEquals(200, answer.status(), answer.raw().body());
        return api.log.only().getHead().getTemplateVersion();
    }

    private TestIngress.Answer promote(String body) throws Exception {
        return api.post("/v1/templates/note/promote", body);
    }

    @Test
    void aDraftIsNotSentUntilItIsPublished() throws Exception {
        JsonNode made = created("{\"alias\":\"note\",\"subject\":\"One ${a}\",\"text\":\"x\",\"activate\":false}");
        assertTrue(made.path("active_version").isNull(), made.toString());
        var refused = api.post("/v1/messages", SEND);
        assertEquals("template_not_found", refused.code());
        assertEquals("/template", refused.pointer());
        assertEquals(
                "One ${a}",
                api.get("/v1/templates/note").body().at("/version/subject").asText());
        assertEquals(
                "One x",
                api.post("/v1/templates/note/render", "{\"variables\":{\"a\":\"x\"}}")
                        .body()
                        .path("subject")
                        .asText());
        assertEquals(
                200, api.post("/v1/templates/note/versions/1/activate", "{}").status());
        assertEquals(1, sent());
    }

    @Test
    void theNextSendAfterPublishingOrRollingBackUsesThatVersion() throws Exception {
        created("{\"alias\":\"note\",\"subject\":\"One\",\"text\":\"x\"}");
        api.post("/v1/templates/note/versions", "{\"subject\":\"Two\",\"text\":\"x\"}");
        assertEquals(1, sent());
        api.post("/v1/templates/note/versions/2/activate", "{}");
        assertEquals(2, sent());
        assertEquals(
                "Two",
                api.get("/v1/templates/note/versions/2").body().path("subject").asText());
        assertEquals(404, api.get("/v1/templates/note/versions/3").status());
        api.post("/v1/templates/note/versions/1/activate", "{}");
        assertEquals(1, sent());
    }

    @Test
    void aVersionShowsItsLocaleAndItsVariablesWithTypesAndDefaults() throws Exception {
        JsonNode version = created(
                        "{\"alias\":\"note\",\"subject\":\"For ${name!\\\"you\\\"}\",\"locale\":\"de\",\"text\":"
                                + "\"${format_currency(total, \\\"EUR\\\")}\"}")
                .path("version");
        assertEquals("de", version.path("locale").asText());
        assertEquals(
                "[{\"name\":\"name\",\"required\":false,\"type\":\"string\",\"default\":\"you\"},"
                        + "{\"name\":\"total\",\"required\":true,\"type\":\"number\",\"default\":null}]",
                version.path("variables").toString());
        var rendered = api.post("/v1/templates/note/render", "{\"variables\":{\"total\":1234.5}}");
        assertEquals("1.234,50\u00a0€", rendered.body().path("text").asText());
        var unknown =
                api.post("/v1/templates", "{\"alias\":\"x\",\"subject\":\"x\",\"text\":\"x\",\"locale\":\"xx-QQ\"}");
        assertEquals("/locale", unknown.pointer());
    }

    @Test
    void aTemplateTakesItsLayoutAndPartialsAsTheyArePublishedAndKeepsThem() throws Exception {
        created("{\"alias\":\"frame\",\"kind\":\"layout\",\"html\":\"<b>[#nested]</b>\",\"activate\":false}");
        created("{\"alias\":\"foot\",\"kind\":\"partial\",\"html\":\"<i>one</i>\"}");
        String note = "\"subject\":\"S\",\"html\":\"${a}[#include 'foot']\",\"layout\":\"frame\"}";
        var early = api.post("/v1/templates", "{\"alias\":\"note\"," + note);
        assertEquals("invalid_template", early.code(), "a draft of a layout cannot be used");
        assertEquals("/layout", early.pointer());
        api.post("/v1/templates/frame/versions/1/activate", "{}");
        JsonNode version = created("{\"alias\":\"note\"," + note).path("version");
        assertEquals("frame", version.path("layout").asText());
        assertEquals(
                "[{\"alias\":\"frame\",\"version\":1},{\"alias\":\"foot\",\"version\":1}]",
                version.path("pieces").toString());
        String render = "{\"variables\":{\"a\":\"x\"}}";
        String path = "/v1/templates/note/render";
        api.post("/v1/templates/foot/versions", "{\"html\":\"<i>two</i>\",\"activate\":true}");
        assertEquals(
                "<b>x<i>one</i></b>", api.post(path, render).body().path("html").asText());
        api.post("/v1/templates/note/versions", "{\"activate\":true," + note);
        assertEquals(
                "<b>x<i>two</i></b>", api.post(path, render).body().path("html").asText());
        assertEquals(200, promote("{\"application\":\"app_staging\"}").status(), "with its pieces in it");
    }

    @Test
    void aDesignComesBackAsItWasGivenAndIsNotSent() throws Exception {
        String design = "{ \"b\": [1.0,\n\"ü</script>\"] }";
        String body = "{\"alias\":\"note\",\"subject\":\"S\",\"text\":\"x\",\"design\":%s}";
        JsonNode version =
                created(String.format(body, TextNode.valueOf(design))).path("version");
        assertEquals(design, version.path("design").asText());
        assertEquals(
                design,
                api.get("/v1/templates/note/versions/1").body().path("design").asText());
        assertFalse(api.get("/v1/templates/note/versions").body().at("/data/0").has("design"));
        assertFalse(api.control
                .view()
                .templateVersion(
                        api.control.view().templates(api.first.application().getId()).stream()
                                .filter(each -> each.getAlias().equals("note"))
                                .findFirst()
                                .orElseThrow()
                                .getId(),
                        1)
                .getCompiled()
                .toStringUtf8()
                .contains("script"));
        api.post("/v1/templates/note/versions", "{\"subject\":\"S\",\"text\":\"x\"}");
        assertTrue(
                api.get("/v1/templates/note/versions/2").body().path("design").isNull());
        assertEquals(200, promote("{\"application\":\"app_staging\"}").status());
        String longer = TextNode.valueOf("x".repeat(Limits.TEMPLATE_DESIGN_BYTES - 1) + "ü")
                .toString();
        var refused =
                api.post("/v1/templates/note/versions", "{\"subject\":\"S\",\"text\":\"x\",\"design\":" + longer + "}");
        assertEquals("too_long", refused.code());
        assertEquals("/design", refused.pointer());
    }

    @Test
    void layoutsAndPartialsAreNotSent() throws Exception {
        created("{\"alias\":\"note\",\"kind\":\"partial\",\"text\":\"x\"}");
        var refused = api.post("/v1/messages", SEND);
        assertEquals("template_not_found", refused.code());
        assertEquals(
                "partial", api.get("/v1/templates/note").body().path("kind").asText());
        var subject = api.post(
                "/v1/templates", "{\"alias\":\"b\",\"kind\":\"layout\",\"subject\":\"x\",\"text\":\"[#nested]\"}");
        assertEquals("/subject", subject.pointer());
    }

    @Test
    void aDryRunSaysWhatPromotingWouldChangeAndWritesNothing() throws Exception {
        created("{\"alias\":\"note\",\"subject\":\"One ${a}\",\"html\":\"<p>${b!}\"}");
        var dry = promote("{\"application\":\"app_staging\",\"dry_run\":true}");
        assertEquals(200, dry.status(), dry.raw().body());
        assertTrue(dry.body().path("created").asBoolean());
        assertFalse(dry.body().path("identical").asBoolean());
        assertEquals("[\"a\",\"b\"]", dry.body().at("/changes/variables_added").toString());
        assertEquals(null, api.control.view().templateByAlias(TestIngress.STAGING, "note"));
    }

    @Test
    void aPromotedVersionIsTheSameThereAndOnlyOnce() throws Exception {
        created("{\"alias\":\"note\",\"subject\":\"One ${a}\",\"html\":\"<p>${b!}\",\"class\":\"high\"}");
        assertEquals(200, promote("{\"application\":\"app_staging\"}").status());
        var copy = api.control.view().templateByAlias(TestIngress.STAGING, "note");
        assertEquals(1, copy.getActiveVersion());
        var version = api.control.view().templateVersion(copy.getId(), 1);
        assertEquals("One ${a}", version.getSubject());
        assertEquals("high", version.getMessageClass());
        var again = promote("{\"application\":\"app_staging\"}");
        assertTrue(again.body().path("identical").asBoolean(), again.raw().body());
        assertEquals(1, api.control.view().templateVersions(copy.getId()).size());
    }

    @Test
    void promotingAChangeAddsAVersionThatCanBeADraft() throws Exception {
        created("{\"alias\":\"note\",\"subject\":\"One ${a}\",\"text\":\"${b}\"}");
        promote("{\"application\":\"app_staging\"}");
        api.post("/v1/templates/note/versions", "{\"subject\":\"Two\",\"text\":\"${b!} ${c}\"}");
        var promoted = promote("{\"application\":\"app_staging\",\"version\":2,\"activate\":false}");
        assertEquals(
                2,
                promoted.body().path("template_version").asInt(),
                promoted.raw().body());
        JsonNode changes = promoted.body().path("changes");
        assertTrue(changes.path("subject").asBoolean() && changes.path("text").asBoolean());
        assertFalse(changes.path("html").asBoolean());
        assertEquals("[\"c\"]", changes.path("variables_added").toString());
        assertEquals("[\"a\"]", changes.path("variables_removed").toString());
        assertEquals("[\"b\"]", changes.path("variables_changed").toString());
        var copy = api.control.view().templateByAlias(TestIngress.STAGING, "note");
        assertEquals(1, copy.getActiveVersion());
        assertEquals(2, copy.getLatestVersion());
    }

    @Test
    void anApplicationOfAnotherAccountAnswersAsNoneAtAll() throws Exception {
        created("{\"alias\":\"note\",\"subject\":\"One\",\"text\":\"x\"}");
        String foreign = "{\"application\":\"" + api.second.application().getId() + "\"}";
        var refused = promote(foreign);
        assertEquals(422, refused.status());
        assertEquals("/application", refused.pointer());
        assertEquals(
                promote("{\"application\":\"app_none\"}").body().path("errors"),
                refused.body().path("errors"));
        assertEquals(
                422,
                promote("{\"application\":\"" + api.first.application().getId() + "\"}")
                        .status());
        assertEquals(
                404,
                api.post("/v1/templates/none/promote", "{\"application\":\"app_staging\"}")
                        .status());
        assertEquals(
                422, promote("{\"application\":\"app_staging\",\"version\":7}").status());
    }

    @Test
    void onlyAKeyOfTheWholeAccountPromotes() throws Exception {
        created("{\"alias\":\"note\",\"subject\":\"One\",\"text\":\"x\"}");
        String body = "{\"application\":\"app_staging\"}";
        String writer = api.key(Environment.LIVE, "templates:write", "templates:read");
        assertEquals(
                "insufficient_scope",
                api.call("POST", "/v1/templates/note/promote", writer, body).code());
        String limited = ApiKeys.generate(Environment.LIVE, new java.util.Random(7));
        api.control.put(
                ApiKey.newBuilder()
                        .setId("key_limited")
                        .setAccountId(api.first.account().getId())
                        .setApplicationId(api.first.application().getId())
                        .setEnvironment("live")
                        .setHash(ApiKeys.hash(limited))
                        .addAllScopes(List.of("admin"))
                        .addTemplates("other")
                        .build(),
                0);
        assertEquals(
                "insufficient_scope",
                api.call("POST", "/v1/templates/note/promote", limited, body).code());
    }
}
