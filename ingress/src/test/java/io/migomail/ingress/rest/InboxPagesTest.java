package io.migomail.ingress.rest;

import static io.migomail.ingress.rest.MessageFixture.HOSTILE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.control.UserRole;
import io.migomail.ingress.sandbox.CapturedMail;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The inbox of the sandbox. */
class InboxPagesTest {
    @AutoClose
    private final TestIngress api = TestIngress.open();

    private Browser browser;
    private String id;

    @BeforeEach
    void start() throws Exception {
        browser = Browser.signedIn(api, UserRole.VIEWER);
        String body = "{\"to\":\"a@example.com\",\"from\":\"noreply@yourapp.com\",\"subject\":\"Hi\",\"text\":\"x\"}";
        TestIngress.Answer sent = api.call("POST", "/v1/messages", api.first.sandboxKey(), body);
        id = sent.body().path("message_id").asText();
    }

    private void capture(int number, String returnPath, String text) {
        api.captured.mails.add(new CapturedMail(
                number,
                1_700_000_000_000L + number,
                returnPath,
                List.of("a@example.com", text),
                text,
                text,
                List.of("pass yourapp.com/migo1 rsa-sha256", "fail x/y z: " + text),
                text,
                700));
    }

    private String page(String path) {
        return "/dashboard/" + api.first.application().getId() + "/sandbox/inbox" + path;
    }

    private HttpResponse<String> get(String path) throws Exception {
        HttpResponse<String> answer = browser.get(page(path));
        assertEquals(200, answer.statusCode(), answer.body());
        return answer;
    }

    @Test
    void capturedMailIsListedWithWhatWasSimulated() throws Exception {
        assertTrue(get("").body().contains("Nothing here yet"), "empty");
        capture(1, TestIngress.returnPath(id, "delivered"), "Hi");
        String list = get("").body();
        assertTrue(
                list.contains("/inbox/1\"") && list.contains("badge delivered") && list.contains("badge pass"), list);
        String mail = get("/1").body();
        assertTrue(mail.contains("/messages/" + id), mail);
        assertTrue(mail.contains("yourapp.com, selector migo1, rsa-sha256"), mail);
        assertTrue(get("/1?view=source").body().contains("mail 1"), "the source");
        assertEquals("mail 1", get("/1/mail").body());
    }

    @Test
    void whereNothingCanBeReadThatIsSaid() throws Exception {
        api.captured.away = true;
        assertTrue(get("").body().contains("MIGO_INBOX_URL"), "it says what to do");
        String live = browser.get(browser.page("/inbox")).body();
        assertTrue(live.contains("Live mail is not here") && live.contains(page("")), live);
    }

    @Test
    void mailOfAnotherIsNotThere() throws Exception {
        capture(1, TestIngress.returnPath(id, "delivered"), "Hi");
        Browser.person(api, api.second.account().getId(), "eve@second.example", UserRole.OWNER);
        Browser eve = new Browser(api);
        eve.signIn("eve@second.example", Browser.PASSWORD);
        String theirs = "/dashboard/" + api.second.application().getId() + "/sandbox/inbox";
        assertFalse(eve.get(theirs).body().contains("/inbox/1\""), "not listed");
        for (String view : List.of("/1", "/1/html", "/1/mail")) {
            assertEquals(404, eve.get(theirs + view).statusCode(), view);
            assertEquals(404, browser.get(browser.page("/inbox" + view)).statusCode(), "live " + view);
        }
    }

    @Test
    void textsFromOutsideStayText() throws Exception {
        capture(1, TestIngress.returnPath(id, "delivered"), HOSTILE);
        for (String path : List.of("", "/1", "/1?view=text")) {
            String page = get(path).body();
            assertFalse(page.contains("<script>alert"), path);
            assertTrue(page.contains("&lt;script&gt;alert(1)"), page);
        }
    }
}
