package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.control.UserRole;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class AuditPagesTest {
    private static final String HOSTILE = "<script>alert(1)</script>\\\"'>";

    @AutoClose
    private final TestIngress api = TestIngress.open();

    private String application(String name) throws Exception {
        return api.post("/v1/applications", "{\"name\":\"" + name + "\"}")
                .body()
                .path("id")
                .asText();
    }

    @Test
    void anEntryTellsWhoByName() throws Exception {
        String id = application("shop");
        String named = api.post("/v1/api-keys", "{\"name\":\"" + HOSTILE + "\",\"scopes\":[\"admin\"]}")
                .body()
                .path("key")
                .asText();
        api.call("PATCH", "/v1/applications/" + id, named, "{\"name\":\"store\"}");
        Browser browser = Browser.signedIn(api, UserRole.DEVELOPER);
        HttpResponse<String> page = browser.get(browser.page("/audit?resource=" + id));
        assertEquals(200, page.statusCode());
        assertTrue(page.body().contains("&lt;script&gt;alert(1)"), page.body());
        assertFalse(page.body().contains("<script>alert"), page.body());
        assertTrue(page.body().contains("PATCH /v1/applications/{id}"));
        assertTrue(page.body().contains("<td>name</td>"), "the field that was changed");
        assertTrue(page.headers().firstValue("Content-Security-Policy").isPresent());
    }

    @Test
    void filtersHoldOverPages() throws Exception {
        for (int i = 0; i < 30; i++) {
            application("a" + i);
        }
        Browser browser = Browser.signedIn(api, UserRole.OWNER);
        String first = browser.get(browser.page("/audit?resource=application")).body();
        assertFalse(first.contains("created template"));
        Matcher next = Pattern.compile("href=\"(\\?resource=application&amp;cursor=[^\"]+)\"")
                .matcher(first);
        assertTrue(next.find(), first);
        String second = browser.get(browser.page("/audit" + next.group(1).replace("&amp;", "&")))
                .body();
        assertTrue(second.contains("created application") && !second.contains("Next page"), second);
        String today = Instant.ofEpochMilli(api.time.wallMillis()).toString().substring(0, 10);
        assertTrue(browser.get(browser.page("/audit?since=" + today + "&until=" + today))
                .body()
                .contains("created"));
        assertTrue(browser.get(browser.page("/audit?until=2001-01-01")).body().contains("Nothing was changed"));
    }

    @Test
    void whatIsNoDayIsSaid() throws Exception {
        Browser browser = Browser.signedIn(api, UserRole.OWNER);
        HttpResponse<String> page = browser.get(browser.page("/audit?since=%3Cscript%3Ealert"));
        assertEquals(422, page.statusCode());
        assertTrue(page.body().contains("value=\"&lt;script&gt;alert\""));
    }

    @Test
    void whoMayNotSeeItIsNotOfferedItAndRefused() throws Exception {
        Browser browser = Browser.signedIn(api, UserRole.VIEWER);
        assertEquals(403, browser.get(browser.page("/audit")).statusCode());
        assertFalse(browser.get(browser.page("")).body().contains("/audit\""));
    }

    @Test
    void ofAnotherAccountNothingIsTold() throws Exception {
        Browser.person(api, api.second.account().getId(), "eve@second.example", UserRole.OWNER);
        Browser eve = new Browser(api);
        eve.signIn("eve@second.example", Browser.PASSWORD);
        application("secret");
        String page = eve.get("/dashboard/" + api.second.application().getId() + "/live/audit?account="
                        + api.first.account().getId())
                .body();
        assertTrue(page.contains("Nothing was changed"), page);
    }
}
