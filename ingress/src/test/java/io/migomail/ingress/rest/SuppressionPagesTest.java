package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.control.UserRole;
import io.migomail.core.RecordCodec;
import io.migomail.core.record.Suppression;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The pages of suppressions and of erasing a person. */
class SuppressionPagesTest {
    private static final String HOSTILE = "<script>alert(1)</script>\"'>";

    @AutoClose
    private final TestIngress api = TestIngress.open();

    private Browser browser(UserRole role) throws Exception {
        Browser browser = Browser.signedIn(api, role);
        assertEquals(200, browser.get(browser.page("/suppressions")).statusCode());
        return browser;
    }

    private List<Suppression> written() {
        return api.facts.written.stream()
                .filter(fact -> fact.topic().name().equals("suppressions"))
                .map(fact -> RecordCodec.SUPPRESSION.decode(fact.value()))
                .toList();
    }

    /** What is written appears in the store, as the accounting job sees to it. */
    private void stored() {
        api.store.suppressions.addAll(written());
    }

    private static void isText(String page) {
        assertTrue(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), page);
        assertFalse(page.contains("<script>alert"), page);
    }

    @Test
    void addressIsAddedShownAndFound() throws Exception {
        Browser browser = browser(UserRole.OWNER);
        HttpResponse<String> added =
                browser.post(browser.page("/suppressions"), "address", "Priya@Example.com", "reason", "unsubscribe");
        assertEquals(303, added.statusCode(), added.body());
        stored();
        String list = browser.get(browser.page("/suppressions")).body();
        assertTrue(list.contains("<td>priya@example.com</td>"), list);
        assertTrue(list.contains("badge unsubscribe"), list);
        assertTrue(list.contains("usr_owner@first.example"), "who it came by");
        String found = browser.get(browser.page("/suppressions?address=priya%40example.com&reason=unsubscribe"))
                .body();
        assertTrue(found.contains("<td>priya@example.com</td>"), found);
        assertTrue(found.contains("value=\"unsubscribe\" selected"), found);
    }

    @Test
    void faultsAreShownAndWhatWasTypedStays() throws Exception {
        Browser browser = browser(UserRole.OWNER);
        HttpResponse<String> answer =
                browser.post(browser.page("/suppressions"), "address", HOSTILE, "reason", "spam_complaint");
        assertEquals(422, answer.statusCode());
        assertTrue(answer.body().contains("The value is not an e-mail address."), answer.body());
        assertTrue(answer.body().contains("value=\"spam_complaint\" selected"), answer.body());
        isText(answer.body());
        HttpResponse<String> searched =
                browser.get(browser.page("/suppressions?address=%3Cscript%3Ealert(1)%3C/script%3E"));
        assertEquals(200, searched.statusCode());
        isText(searched.body());
    }

    @Test
    void addressIsRemovedAfterAQuestion() throws Exception {
        Browser browser = browser(UserRole.OWNER);
        browser.post(browser.page("/suppressions"), "address", "priya+a/b@example.com");
        stored();
        String list = browser.get(browser.page("/suppressions")).body();
        assertTrue(list.contains("data-confirm=\"Write to priya+a/b@example.com again?\""), list);
        assertEquals(
                303,
                browser.post(browser.page("/suppressions/remove"), "address", "priya+a/b@example.com")
                        .statusCode());
        Suppression last = written().get(1);
        assertTrue(last.getRemoved());
        assertEquals("priya+a/b@example.com", last.getAddress());
    }

    @Test
    void listIsImportedOrItsFaultyLinesAreTold() throws Exception {
        Browser browser = browser(UserRole.OWNER);
        String path = browser.page("/suppressions/import");
        assertEquals(200, browser.get(path).statusCode());
        HttpResponse<String> faulty =
                browser.post(path, "list", "a@example.com\r\n\r\n" + HOSTILE + "\r\nb@example.com,because\r\n");
        assertEquals(422, faulty.statusCode(), faulty.body());
        assertTrue(faulty.body().contains("Line 3: The value is not an e-mail address."), faulty.body());
        assertTrue(faulty.body().contains("Line 4: "), faulty.body());
        isText(faulty.body());
        assertEquals(List.of(), written(), "none of them");
        HttpResponse<String> good =
                browser.post(path, "list", "address,reason\r\na@example.com,hard_bounce\r\nb@example.com");
        assertEquals(303, good.statusCode(), good.body());
        assertEquals(
                List.of("a@example.com hard_bounce", "b@example.com manual"),
                written().stream()
                        .map(one -> one.getAddress() + " " + one.getReason())
                        .sorted()
                        .toList());
        assertTrue(browser.get(browser.page("/suppressions")).body().contains("2 addresses are not written to"));
        assertEquals(422, browser.post(path, "list", " ").statusCode());
    }

    @Test
    void personIsErasedWithAReceipt() throws Exception {
        Browser browser = browser(UserRole.OWNER);
        String path = browser.page("/suppressions/erase");
        assertTrue(browser.get(path).body().contains("data-confirm="), "it asks first");
        HttpResponse<String> differ = browser.post(path, "address", "priya@example.com", "again", "priya@example.org");
        assertEquals(422, differ.statusCode());
        assertTrue(differ.body().contains("The two addresses differ."), differ.body());
        assertEquals(List.of(), api.store.erased);
        HttpResponse<String> receipt = browser.post(path, "address", "priya@example.com", "again", "priya@example.com");
        assertEquals(200, receipt.statusCode(), receipt.body());
        assertTrue(receipt.body().contains("topic mail.events"), receipt.body());
        assertTrue(receipt.body().contains("anonymized"), receipt.body());
        assertFalse(receipt.body().contains("priya@example.com"), "the receipt does not tell the address");
        assertEquals("priya@example.com", api.store.erased.get(0).address());
        HttpResponse<String> faulty = browser.post(path, "address", HOSTILE, "again", HOSTILE);
        assertEquals(422, faulty.statusCode(), faulty.body());
        isText(faulty.body());
    }

    @Test
    void developerErasesNobody() throws Exception {
        Browser browser = browser(UserRole.DEVELOPER);
        assertFalse(browser.get(browser.page("/suppressions")).body().contains("/suppressions/erase"), "not offered");
        String path = browser.page("/suppressions/erase");
        assertFalse(browser.get(path).body().contains("name=\"again\""), "no form");
        assertEquals(
                403,
                browser.post(path, "address", "priya@example.com", "again", "priya@example.com")
                        .statusCode());
        assertEquals(List.of(), api.store.erased);
    }

    @Test
    void whoeverOnlyLooksIsOfferedNothingElse() throws Exception {
        api.post("/v1/suppressions", "{\"address\":\"priya@example.com\"}");
        stored();
        Browser viewer = browser(UserRole.VIEWER);
        String list = viewer.get(viewer.page("/suppressions")).body();
        assertTrue(list.contains("priya@example.com"), list);
        assertFalse(list.contains("action=\"" + viewer.page("/suppressions/remove")), list);
        assertFalse(list.contains("Write to it no more") || list.contains("/suppressions/import"), list);
        for (String action : new String[] {"", "/remove", "/import", "/erase"}) {
            assertEquals(
                    403,
                    viewer.post(
                                    viewer.page("/suppressions" + action),
                                    "address",
                                    "a@example.com",
                                    "again",
                                    "a@example.com",
                                    "list",
                                    "a@example.com")
                            .statusCode(),
                    action);
        }
        assertEquals(1, written().size());
        Browser designer = Browser.signedIn(api, UserRole.DESIGNER);
        assertEquals(403, designer.get(designer.page("/suppressions")).statusCode());
    }

    @Test
    void anotherAccountsListIsNotThere() throws Exception {
        api.call("POST", "/v1/suppressions", api.second.liveKey(), "{\"address\":\"theirs@example.com\"}");
        stored();
        Browser browser = browser(UserRole.OWNER);
        String shown = browser.get(browser.page("/suppressions?address=theirs%40example.com"))
                .body();
        assertTrue(shown.contains("Nothing of that is on the list."), shown);
    }
}
