package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.control.UserRole;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The pages of sending domains. */
class DomainPagesTest {
    private static final String HOSTILE = "<script>alert(1)</script>\"'>";

    @AutoClose
    private final TestIngress api = TestIngress.open();

    private Browser browser(UserRole role) throws Exception {
        Browser browser = Browser.signedIn(api, role);
        assertEquals(200, browser.get(browser.page("/domains")).statusCode());
        return browser;
    }

    private JsonNode added() throws Exception {
        return api.post("/v1/domains", "{\"name\":\"shop.example\"}").body();
    }

    private void publish(JsonNode domain) {
        for (JsonNode record : domain.path("records")) {
            var zone = record.path("type").asText().equals("TXT") ? api.dns.txt : api.dns.cname;
            zone.put(
                    record.path("name").asText(),
                    List.of(record.path("expected").asText()));
        }
    }

    private static String location(HttpResponse<String> answer) {
        assertEquals(303, answer.statusCode(), answer.body());
        return answer.headers().firstValue("Location").orElse("");
    }

    private String page(Browser browser, JsonNode domain) throws Exception {
        HttpResponse<String> page =
                browser.get(browser.page("/domains/" + domain.path("id").asText()));
        assertEquals(200, page.statusCode(), page.body());
        return page.body();
    }

    @Test
    void domainIsAddedAndItsRecordsCanBeCopied() throws Exception {
        Browser browser = browser(UserRole.OWNER);
        String there = location(browser.post(browser.page("/domains"), "name", "Shop.Example", "stream", "marketing"));
        String page = browser.get(there).body();
        JsonNode domain = api.get("/v1/domains/" + there.substring(there.lastIndexOf('/') + 1))
                .body();
        assertEquals("shop.example", domain.path("name").asText());
        assertEquals("marketing", domain.path("stream").asText());
        for (JsonNode record : domain.path("records")) {
            for (String field : new String[] {"name", "expected"}) {
                String copied = "data-copy=\"" + record.path(field).asText() + "\"";
                assertTrue(page.contains(copied), copied);
            }
        }
        assertTrue(page.contains("data-copy=\"migo1._domainkey\""), "the name without the domain");
        assertTrue(page.contains("data-copy=\"@\""), "that of the domain itself");
    }

    @Test
    void faultsAreShownAndWhatWasTypedStays() throws Exception {
        Browser browser = browser(UserRole.OWNER);
        HttpResponse<String> answer = browser.post(browser.page("/domains"), "name", HOSTILE, "stream", "marketing");
        assertEquals(422, answer.statusCode());
        assertTrue(answer.body().contains("Not a domain name"), answer.body());
        assertTrue(answer.body().contains("value=\"marketing\" selected"), answer.body());
        assertTrue(answer.body().contains("&lt;script&gt;"), answer.body());
        assertFalse(answer.body().contains("<script>alert"), answer.body());
    }

    @Test
    void listTellsTheStateOfEach() throws Exception {
        Browser browser = browser(UserRole.VIEWER);
        String page = browser.get(browser.page("/domains")).body();
        assertTrue(page.contains("yourapp.com") && page.contains("pending.example"), page);
        assertTrue(page.contains("badge verified") && page.contains("badge pending"), page);
        assertFalse(page.contains("foreign.example"), "another account's");
    }

    @Test
    void checkShowsWhatTheDnsSays() throws Exception {
        Browser browser = browser(UserRole.OWNER);
        JsonNode domain = added();
        String path = browser.page("/domains/" + domain.path("id").asText());
        api.dns.txt.put("shop.example", List.of("v=spf1 mx -all", HOSTILE));
        assertTrue(page(browser, domain).contains("0 of 3 required"), "not looked at yet");
        assertEquals(path, location(browser.post(path + "/check")));
        String wrong = page(browser, domain);
        assertTrue(wrong.contains("0 of 3 required records are right"), wrong);
        assertTrue(wrong.contains("badge mismatch") && wrong.contains("badge missing"), wrong);
        assertTrue(wrong.contains("v=spf1 mx -all"), "what was found");
        assertFalse(wrong.contains("<script>alert"), wrong);
        publish(domain);
        browser.post(path + "/check");
        String right = page(browser, domain);
        assertTrue(right.contains("<strong>Verified.</strong>"), right);
        assertFalse(right.contains("hx-trigger"), "nothing is waited for");
    }

    @Test
    void pageThatWaitsGetsItsPartOnceThereIsSomethingNew() throws Exception {
        Browser browser = browser(UserRole.VIEWER);
        JsonNode domain = added();
        String waiting = page(browser, domain);
        String again = waiting.replaceAll("(?s).*hx-get=\"([^\"]+)\".*", "$1");
        assertTrue(again.contains("/records?seen="), waiting);
        assertEquals(204, browser.get(again).statusCode());
        publish(domain);
        api.post("/v1/domains/" + domain.path("id").asText() + "/verify", null);
        HttpResponse<String> part = browser.get(again);
        assertEquals(200, part.statusCode());
        assertTrue(part.body().contains("<strong>Verified.</strong>"), part.body());
        assertFalse(part.body().contains("<html"), "a part only");
    }

    @Test
    void keysAreRotatedInSteps() throws Exception {
        Browser browser = browser(UserRole.OWNER);
        JsonNode domain = added();
        String path = browser.page("/domains/" + domain.path("id").asText());
        assertFalse(page(browser, domain).contains("/rotate\""), "not before the first is seen");
        HttpResponse<String> early = browser.post(path + "/rotate");
        assertEquals(409, early.statusCode());
        assertTrue(early.body().contains("not seen in the DNS yet"), early.body());
        publish(domain);
        browser.post(path + "/check");
        assertTrue(page(browser, domain).contains("/rotate\""), "offered");
        assertEquals(path, location(browser.post(path + "/rotate")));
        String made = page(browser, domain);
        assertTrue(made.contains("New DKIM key, RSA") && made.contains("migo2._domainkey.shop.example"), made);
        assertTrue(made.contains("hx-trigger"), "waited for");
        publish(api.get("/v1/domains/" + domain.path("id").asText()).body());
        browser.post(path + "/check");
        String changed = page(browser, domain);
        assertTrue(changed.contains("Old DKIM key, RSA") && changed.contains("To stay published until"), changed);
        assertFalse(changed.contains("/rotate\""), "not again before it may go");
    }

    @Test
    void domainIsDeletedAfterAQuestion() throws Exception {
        Browser browser = browser(UserRole.OWNER);
        JsonNode domain = added();
        String path = browser.page("/domains/" + domain.path("id").asText());
        assertTrue(page(browser, domain).contains("data-confirm=\"Delete shop.example?"), "it asks first");
        assertEquals(browser.page("/domains"), location(browser.post(path + "/delete")));
        assertEquals(404, browser.get(path).statusCode());
    }

    @Test
    void whoeverOnlyLooksIsOfferedNothingElse() throws Exception {
        JsonNode domain = added();
        for (UserRole role : new UserRole[] {UserRole.VIEWER, UserRole.DESIGNER}) {
            Browser browser = browser(role);
            String path = browser.page("/domains/" + domain.path("id").asText());
            String list = browser.get(browser.page("/domains")).body();
            assertFalse(list.contains("Add the domain"), list);
            String page = page(browser, domain);
            assertFalse(page.contains(path + "/" + "check") || page.contains("/delete\""), page);
            for (String action : new String[] {"/check", "/rotate", "/delete"}) {
                assertEquals(403, browser.post(path + action).statusCode(), action);
            }
            assertEquals(
                    403,
                    browser.post(browser.page("/domains"), "name", "new.example")
                            .statusCode());
        }
    }

    @Test
    void anotherAccountsDomainIsNotThere() throws Exception {
        Browser browser = browser(UserRole.OWNER);
        for (String id : new String[] {"dom_foreign.example", "dom_none"}) {
            String path = browser.page("/domains/" + id);
            assertEquals(404, browser.get(path).statusCode());
            assertEquals(404, browser.get(path + "/records").statusCode());
            for (String action : new String[] {"/check", "/rotate", "/delete"}) {
                assertEquals(404, browser.post(path + action).statusCode(), action);
            }
        }
    }
}
