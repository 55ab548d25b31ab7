package io.migomail.standalone.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InboxPagesTest {
    private static final String EVIL = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>&amp;";
    private static final String SHOWN =
            "&quot;&#39;&gt;&lt;script&gt;alert(1)&lt;/script&gt;" + "&lt;img src=x onerror=alert(1)&gt;&amp;amp;";

    @TempDir
    Path folder;

    private InboxStore store;
    private InboxPages pages;

    @BeforeEach
    void open() throws IOException {
        store = new InboxStore(folder, 100);
        pages = new InboxPages(store);
    }

    private static String text(InboxPages.Page page) {
        return new String(page.body(), StandardCharsets.UTF_8);
    }

    private static int count(String text, String what) {
        return (text.length() - text.replace(what, "").length()) / what.length();
    }

    private void keep(String source, String subject) throws IOException {
        store.add(source.getBytes(StandardCharsets.UTF_8), number -> Captures.plain(number, subject));
    }

    private JsonNode messages(Map<String, String> query) throws IOException {
        return new ObjectMapper().readTree(pages.messages(query).body());
    }

    @Test
    void everyFieldOfAHostileMailIsEscaped() throws IOException {
        String source = "Subject: x\r\n\r\n" + EVIL;
        store.add(source.getBytes(StandardCharsets.UTF_8), number -> Captures.hostile(number, EVIL));
        String list = text(pages.list());
        String mail = text(pages.mail("1"));
        for (String page : List.of(list, mail)) {
            assertFalse(page.contains("<script>"), page);
            assertFalse(page.contains("<img"), page);
        }
        assertEquals(3, count(list, SHOWN), "subject, recipients, From");
        assertEquals(
                10,
                count(mail, SHOWN),
                "title, heading, From, To, return path, Message-ID, source address and TLS, DKIM, text");
    }

    @Test
    void theHtmlPartIsServedIntoASandboxOnly() throws IOException {
        keep("Content-Type: text/html\r\n\r\n<script>alert(1)</script>", "s");
        InboxPages.Page html = pages.html("1");
        assertTrue(text(html).contains("<script>"), "as it came");
        assertTrue(html.policy().startsWith("sandbox; default-src 'none';"), html.policy());
        assertFalse(html.policy().contains("script-src"), html.policy());
        assertFalse(html.policy().contains("allow-"), html.policy());
        assertTrue(text(pages.mail("1")).contains("<iframe sandbox title"));
        assertFalse(text(pages.mail("1")).contains("<script>alert"));
    }

    @Test
    void noPageRunsInlineScriptsOrIsGuessedToBeAnotherType() throws IOException {
        keep("Subject: x\r\n\r\n<script>alert(1)</script>", "s");
        for (InboxPages.Page page : List.of(pages.list(), pages.mail("1"), pages.source("1"), pages.mail("9"))) {
            assertEquals("nosniff", page.headers().get("X-Content-Type-Options"));
            String policy = page.headers().get("Content-Security-Policy");
            assertTrue(policy.startsWith("default-src 'none';"), policy);
            assertFalse(policy.contains("unsafe-inline"), policy);
        }
        assertEquals("text/plain; charset=utf-8", pages.source("1").contentType());
    }

    @Test
    void theListAsJsonIsFilteredByRecipientMarkAndNumber() throws IOException {
        for (int i = 1; i <= 4; i++) {
            List<String> to = List.of(i % 2 == 0 ? "even@example.com" : "odd@example.com");
            store.add(new byte[0], number -> Captures.to(number, "s", to));
        }
        assertEquals(4, messages(Map.of()).path("data").size());
        JsonNode even = messages(Map.of("to", "even@example.com")).path("data");
        assertEquals(
                List.of(4, 2),
                List.of(
                        even.path(0).path("number").asInt(),
                        even.path(1).path("number").asInt()));
        assertEquals(2, messages(Map.of("after", "2")).path("data").size());
        assertEquals(1, messages(Map.of("limit", "1")).path("data").size());
        assertEquals(
                4, messages(Map.of("after", "x", "limit", "-1")).path("count").asInt());
    }

    @Test
    void whatIsNotThereIsNotFound() throws IOException {
        keep("Subject: x\r\n\r\ntext only", "s");
        for (String number : List.of("2", "0", "-1", "x", "", "99999999999999999999")) {
            assertEquals(404, pages.mail(number).status(), number);
            assertEquals(404, pages.source(number).status(), number);
        }
        assertEquals(404, pages.html("1").status(), "no HTML part");
        assertEquals(404, pages.file("other.js").status());
        assertEquals(200, pages.file("inbox.js").status());
    }
}
