package io.migomail.ingress.rest;

import static io.migomail.ingress.rest.MessageFixture.HOSTILE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.control.UserRole;
import io.migomail.core.EventType;
import io.migomail.core.record.MailEvent;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events as they happen. */
class TailPagesTest {
    @AutoClose
    private final TestIngress api = TestIngress.open();

    private Browser browser;
    private MessageFixture message;

    @BeforeEach
    void start() throws Exception {
        browser = Browser.signedIn(api, UserRole.VIEWER);
        message = MessageFixture.send(
                api, "{\"to\":\"a@example.com\",\"from\":\"noreply@yourapp.com\",\"subject\":\"Hi\",\"text\":\"x\"}");
    }

    private MailEvent event(EventType type, String subject) {
        return message.event(0, type, 1, 300)
                .setHead(message.message.getHead().toBuilder().setSubject(subject))
                .setSmtp(MessageFixture.smtp(250, "2.0.0", subject))
                .build();
    }

    private String get(String path) throws Exception {
        HttpResponse<String> answer = browser.get(path);
        assertEquals(200, answer.statusCode(), answer.body());
        return answer.body();
    }

    private static String next(String page) {
        return page.replaceAll("(?s).*hx-get=\"([^\"]*)\".*", "$1").replace("&amp;", "&");
    }

    @Test
    void whatFollowsIsAskedForFromWhereThePageEnds() throws Exception {
        String more = next(get(browser.page("/tail")));
        assertTrue(more.startsWith(browser.page("/tail/more")), more);
        api.store.feed.addAll(List.of(event(EventType.QUEUED, "the first"), event(EventType.DELIVERED, "the second")));
        String rows = get(more);
        assertTrue(rows.contains("hx-swap-oob=\"afterbegin:#rows\""), rows);
        assertTrue(rows.indexOf("the second") < rows.indexOf("the first"), rows);
        assertTrue(rows.contains("href=\"" + browser.page("/messages/" + message.id)), rows);
        assertFalse(get(next(rows)).contains("<li>"), "nothing followed");
    }

    @Test
    void textsFromOutsideStayText() throws Exception {
        String more = next(get(browser.page("/tail")));
        api.store.feed.add(event(EventType.DELIVERED, HOSTILE));
        String rows = get(more);
        assertFalse(rows.contains("<script>"), rows);
        assertTrue(rows.contains("&lt;script&gt;alert(1)"), rows);
    }

    @Test
    void typeIsAskedForOfTheFeedOfItsApplicationAlone() throws Exception {
        get(browser.page("/tail?type=delivered"));
        var query = api.store.feedQueries.get(0);
        assertEquals(api.first.application().getId(), query.applicationId());
        assertEquals(List.of("delivered"), query.types());
    }

    @Test
    void pausedPageAsksNoMore() throws Exception {
        assertFalse(get(browser.page("/tail?paused=1")).contains("hx-get"), "paused");
    }

    @Test
    void cursorOfAnotherAccountIsRefused() throws Exception {
        String more = next(get(browser.page("/tail")));
        String cursor = more.substring(more.indexOf("cursor="));
        Browser.person(api, api.second.account().getId(), "eve@second.example", UserRole.OWNER);
        Browser eve = new Browser(api);
        eve.signIn("eve@second.example", Browser.PASSWORD);
        String own = "/dashboard/" + api.second.application().getId() + "/live/tail/more?";
        assertEquals(4, eve.get(own + cursor).statusCode() / 100);
        assertEquals(404, eve.get(more).statusCode());
    }

    @Test
    void signingOutEndsIt() throws Exception {
        String more = next(get(browser.page("/tail")));
        browser.post("/logout");
        HttpResponse<String> answer = browser.get(more, "HX-Request", "true");
        assertEquals(401, answer.statusCode());
        assertEquals("/login", answer.headers().firstValue("HX-Redirect").orElse(""));
    }
}
