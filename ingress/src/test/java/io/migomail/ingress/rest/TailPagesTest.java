package io.migomail.ingress.rest;

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

    @Test
    void whatHappenedIsListedNewestFirst() throws Exception {
        api.store.feedIsRecent = true;
        api.store.feed.addAll(List.of(event(EventType.QUEUED, "the first"), event(EventType.DELIVERED, "the second")));
        String page = get(browser.page("/tail"));
        assertTrue(page.indexOf("the second") < page.indexOf("the first"), page);
        assertTrue(page.contains("href=\"" + browser.page("/messages/" + message.id)), page);
    }

    @Test
    void typeIsAskedForOfTheFeedOfItsApplicationAlone() throws Exception {
        get(browser.page("/tail?type=delivered"));
        assertTrue(
                api.store.feedQueries.stream().anyMatch(query -> query.types().equals(List.of("delivered"))));
        assertTrue(api.store.feedQueries.stream()
                .allMatch(query ->
                        query.applicationId().equals(api.first.application().getId())));
    }

    @Test
    void pausedPageDoesNotListen() throws Exception {
        assertTrue(get(browser.page("/tail")).contains("data-stream"), "it listens");
        assertFalse(get(browser.page("/tail?paused=1")).contains("data-stream"), "paused");
    }
}
