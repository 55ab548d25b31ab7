package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.control.UserRole;
import io.migomail.core.SignInLimits;
import io.migomail.core.record.User;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class PeoplePagesTest {
    private static final String HOSTILE = "<script>alert(1)</script>\"'>";
    private static final String NEW = "a battery of my own";
    private static final Pattern LINK = Pattern.compile("data-copy=\"[^\"]*(/welcome\\?[^\"]+)\"");

    @AutoClose
    private final TestIngress api = TestIngress.open();

    private static String link(HttpResponse<String> page) {
        Matcher found = LINK.matcher(page.body());
        assertTrue(found.find(), page.body());
        return found.group(1).replace("&amp;", "&");
    }

    private User person(String email) {
        return api.control.view().userByEmail(api.first.account().getId(), email);
    }

    private Browser owner() throws Exception {
        Browser browser = Browser.signedIn(api, UserRole.OWNER);
        browser.get(browser.page("/settings/people"));
        return browser;
    }

    private static HttpResponse<String> choose(Browser browser, String link, String password) throws Exception {
        Map<String, String> query = new TreeMap<>();
        for (String pair : link.substring(link.indexOf('?') + 1).split("&")) {
            query.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        return browser.post(
                "/welcome",
                "user",
                query.get("user").replace("%40", "@"),
                "until",
                query.get("until"),
                "seal",
                query.get("seal"),
                "password",
                password,
                "again",
                password);
    }

    @Test
    void whoIsInvitedChoosesAPasswordOnce() throws Exception {
        Browser owner = owner();
        HttpResponse<String> invited = owner.post(
                owner.page("/settings/people"), "email", "eva@first.example", "name", HOSTILE, "role", "designer");
        assertEquals(200, invited.statusCode(), invited.body());
        assertTrue(invited.body().contains("&lt;script&gt;alert(1)")
                && !invited.body().contains("<script>alert"));
        String link = link(invited);
        Browser eva = new Browser(api);
        assertTrue(eva.get(link).body().contains("eva@first.example"));
        assertEquals(422, choose(eva, link, "short").statusCode());
        HttpResponse<String> chosen = choose(eva, link, NEW);
        assertEquals(303, chosen.statusCode(), chosen.body());
        assertEquals(200, eva.get(eva.page("/settings")).statusCode(), "signed in");
        assertEquals(404, eva.get(link).statusCode(), "used");
        assertEquals(404, choose(eva, link, "a third battery").statusCode());
        assertEquals(303, new Browser(api).signIn("eva@first.example", NEW).statusCode());
        String log = api.get(
                        "/v1/audit-logs?actor=" + person("eva@first.example").getId())
                .raw()
                .body();
        assertTrue(log.contains("POST /welcome") && !log.contains(NEW), log);
    }

    @Test
    void whoMadeWhomALinkIsInTheAuditLog() throws Exception {
        Browser owner = owner();
        Browser.person(api, api.second.account().getId(), "eve@second.example", UserRole.OWNER);
        owner.post(owner.page("/settings/people"), "email", "eva@first.example", "name", "", "role", "viewer");
        User eva = person("eva@first.example");
        owner.post(owner.page("/settings/people/" + eva.getId() + "/link"));
        assertEquals(
                404,
                owner.post(owner.page("/settings/people/usr_eve@second.example/link"))
                        .statusCode());
        JsonNode made = api.get("/v1/audit-logs?resource=invitation").body().path("data");
        assertEquals(2, made.size(), made.toString());
        JsonNode newest = made.get(0);
        assertEquals("created", newest.path("action").asText());
        assertEquals(eva.getId(), newest.at("/resource/id").asText());
        assertEquals(
                person("owner@first.example").getId(), newest.at("/actor/id").asText());
        assertFalse(newest.toString().contains("seal"), "not the link itself");
        JsonNode other = api.call("GET", "/v1/audit-logs?resource=invitation", api.second.liveKey(), null)
                .body()
                .path("data");
        assertEquals(0, other.size(), other.toString());
        String page = owner.get(owner.page("/audit?resource=invitation")).body();
        assertTrue(page.contains("created invitation"), page);
    }

    @Test
    void aLinkHoldsForItsPersonAndTimeOnly() throws Exception {
        Browser owner = owner();
        String link = link(
                owner.post(owner.page("/settings/people"), "email", "eva@first.example", "name", "", "role", "viewer"));
        Browser eva = new Browser(api);
        String other = link.replaceAll("user=[^&]+", "user=usr_owner@first.example");
        String longer = link.replaceAll("until=[0-9]+", "until=99999999999999");
        for (String forged : List.of(other, longer, link + "x", "/welcome", "/welcome?user=x&until=x&seal=x")) {
            assertEquals(404, eva.get(forged).statusCode(), forged);
        }
        assertEquals(404, choose(eva, longer, NEW).statusCode());
        api.time.advance(SignInLimits.INVITATION_LIFE);
        assertEquals(404, choose(eva, link, NEW).statusCode(), "its time is over");
        assertTrue(person("eva@first.example").getPasswordHash().isEmpty());
    }

    @Test
    void anotherPasswordEndsTheLinkAndSignsOut() throws Exception {
        Browser owner = owner();
        Browser viewer = Browser.signedIn(api, UserRole.VIEWER);
        String id = person("viewer@first.example").getId();
        String first = link(owner.post(owner.page("/settings/people/" + id + "/link")));
        String second = link(owner.post(owner.page("/settings/people/" + id + "/link")));
        api.time.advance(java.time.Duration.ofSeconds(1));
        assertEquals(303, choose(new Browser(api), second, NEW).statusCode());
        assertEquals(404, choose(new Browser(api), first, NEW).statusCode());
        assertEquals(303, viewer.get(viewer.page("")).statusCode(), "signed out");
    }

    @Test
    void anotherSiteSendsNoPassword() throws Exception {
        Browser owner = owner();
        String link = link(
                owner.post(owner.page("/settings/people"), "email", "eva@first.example", "name", "", "role", "viewer"));
        HttpResponse<String> answer =
                owner.send(owner.form("/welcome", "", "user", "x", "password", NEW), "Origin", "https://evil.example");
        assertEquals(403, answer.statusCode());
        assertEquals(200, new Browser(api).get(link).statusCode());
    }

    @Test
    void rolesAreChangedAndPeopleRemoved() throws Exception {
        Browser owner = owner();
        Browser viewer = Browser.signedIn(api, UserRole.VIEWER);
        String path = owner.page("/settings/people/usr_viewer@first.example");
        assertEquals(303, owner.post(path, "role", "developer").statusCode());
        assertEquals("developer", person("viewer@first.example").getRole());
        assertEquals(200, viewer.get(viewer.page("/audit")).statusCode(), "at once");
        assertEquals(303, owner.post(path + "/delete").statusCode());
        assertEquals(303, viewer.get(viewer.page("")).statusCode());
        HttpResponse<String> last =
                owner.post(owner.page("/settings/people/usr_owner@first.example"), "role", "viewer");
        assertEquals(409, last.statusCode());
        assertTrue(last.body().contains("last owner"), last.body());
        HttpResponse<String> wrong = owner.post(owner.page("/settings/people"), "email", HOSTILE, "role", "viewer");
        assertEquals(422, wrong.statusCode());
        assertTrue(wrong.body().contains("value=\"&lt;script&gt;"), wrong.body());
    }

    @Test
    void whoIsNoOwnerChangesNobody() throws Exception {
        Browser.person(api, api.first.account().getId(), "ana@first.example", UserRole.OWNER);
        Browser developer = Browser.signedIn(api, UserRole.DEVELOPER);
        String page = developer.get(developer.page("/settings/people")).body();
        assertTrue(page.contains("ana@first.example"));
        assertFalse(page.contains("Invite somebody") || page.contains("Remove"), page);
        String path = developer.page("/settings/people/usr_ana@first.example");
        assertEquals(403, developer.post(path, "role", "viewer").statusCode());
        assertEquals(403, developer.post(path + "/delete").statusCode());
        assertEquals(403, developer.post(path + "/link").statusCode());
        assertEquals(
                403,
                developer
                        .post(developer.page("/settings/people"), "email", "x@first.example", "role", "owner")
                        .statusCode());
        Browser viewer = Browser.signedIn(api, UserRole.VIEWER);
        assertEquals(403, viewer.get(viewer.page("/settings/people")).statusCode());
    }

    @Test
    void anotherAccountsPeopleAreNotThere() throws Exception {
        Browser.person(api, api.second.account().getId(), "eve@second.example", UserRole.OWNER);
        Browser owner = owner();
        String path = owner.page("/settings/people/usr_eve@second.example");
        assertFalse(owner.get(owner.page("/settings/people")).body().contains("eve@"));
        assertEquals(404, owner.post(path, "role", "viewer").statusCode());
        assertEquals(404, owner.post(path + "/link").statusCode());
        assertEquals(404, owner.post(path + "/delete").statusCode());
    }
}
