package io.migomail.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.core.HostPort;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One message by each door, from the request to the account book. README's "way of a message" is the same way. */
@Tag(StackFixture.SHARED)
class SpineIT {
    @RegisterExtension
    static final StackFixture STACK = StackFixture.shared();

    private static final String PRODUCT_PAGE =
            "{\"to\":\"priya@example.com\",\"from\":\"noreply@yourapp.com\",\"template\":\"otp-verification-v3\",\"variables\":{\"otp_code\":\"847 291\",\"expires_min\":5,\"user_name\":\"Priya\"}}";
    private static final List<String> INSTANTS =
            List.of("received_at", "queued_at", "rendered_at", "dispatched_at", "accepted_at");
    private static final Map<String, Long> EACH_ONCE = Map.of("queued", 1L, "dispatched", 1L, "delivered", 1L);

    @Test
    void the_product_pages_request_arrives_signed_and_its_story_is_complete() throws Exception {
        Map<String, Long> before = counts();
        JsonNode reply = STACK.api().post("/v1/messages", PRODUCT_PAGE, 200);
        String id = reply.path("message_id").asText();
        assertTrue(id.startsWith("msg_"), id);
        assertEquals("queued", reply.path("status").asText());
        assertNotNull(Instant.parse(reply.path("created_at").asText()));
        // Never 404 for an id that was handed out, from the first instant on.
        JsonNode first = STACK.story(id);
        assertTrue(
                List.of("queued", "dispatched", "delivered")
                        .contains(first.path("status").asText()),
                first::toString);

        JsonNode mail = STACK.awaitInbox("priya@example.com", 1).get(0);
        assertSignedTwice(mail, "yourapp.com");
        String source = new String(STACK.source(mail), java.nio.charset.StandardCharsets.UTF_8);
        assertTrue(source.contains("847 291"), source);
        assertTrue(source.contains("Priya"), source);
        JsonNode story = STACK.awaitStory(id, "delivered");
        assertComplete(story);
        assertEquals("otp-verification-v3", story.at("/template/alias").asText());
        assertEquals("critical", story.path("class").asText());
        assertEachEventOnce(id, before);
    }

    @Test
    void a_mail_submitted_with_smtplib_goes_the_same_way() throws Exception {
        Map<String, Long> before = counts();
        String to = "omar@example.net";
        HostPort smtp = HostPort.parse(STACK.ready().smtp());
        String out = Python.run(
                """
                import smtplib, ssl, sys
                host, port, ca, user, key, sender, to = sys.argv[1:]
                s = smtplib.SMTP(host, int(port), timeout=30)
                s.starttls(context=ssl.create_default_context(cafile=ca))
                s.login(user, key)
                s.mail(sender)
                s.rcpt(to)
                code, text = s.data('From: Your App <%s>\\r\\nTo: %s\\r\\nSubject: Hello\\r\\n\\r\\nIt works.\\r\\n' % (sender, to))
                s.quit()
                print(code, text.decode())
                """,
                smtp.host(),
                Integer.toString(smtp.port()),
                STACK.ready().ca(),
                STACK.ready().account(),
                STACK.ready().liveKey(),
                STACK.ready().from(),
                to);
        assertTrue(out.startsWith("250 2.0.0 msg_"), out);
        String id = out.strip().substring("250 2.0.0 ".length());
        assertEquals(id, STACK.story(id).path("message_id").asText());
        JsonNode mail = STACK.awaitInbox(to, 1).get(0);
        assertSignedTwice(mail, "yourapp.com");
        assertEquals("Hello", mail.path("subject").asText());
        assertComplete(STACK.awaitStory(id, "delivered"));
        assertEachEventOnce(id, before);
    }

    @Test
    void an_id_that_was_never_handed_out_is_not_found() throws Exception {
        STACK.api().get("/v1/messages/msg_01k0000000000000000000000000", 404);
        String id = STACK.send(PRODUCT_PAGE.replace("priya@", "lena@"));
        char last = id.charAt(id.length() - 1);
        STACK.api().get("/v1/messages/" + id.substring(0, id.length() - 1) + (last == '0' ? '1' : '0'), 404);
        STACK.awaitStory(id, "delivered");
    }

    private static void assertSignedTwice(JsonNode mail, String domain) {
        JsonNode dkim = mail.path("dkim");
        assertEquals(2, dkim.size(), mail::toString);
        for (JsonNode verdict : dkim) {
            assertTrue(verdict.asText().startsWith("pass " + domain + "/"), mail::toString);
        }
        assertTrue(
                dkim.toString().contains("rsa-sha256") && dkim.toString().contains("ed25519-sha256"), dkim::toString);
    }

    private static void assertComplete(JsonNode story) {
        Instant before = Instant.EPOCH;
        for (String name : INSTANTS) {
            Instant at = Instant.parse(story.path(name).asText());
            assertTrue(!at.isBefore(before), () -> name + " is out of order: " + story);
            before = at;
        }
        assertEquals(1, story.path("recipients").size());
        assertEquals(1, story.path("attempts").size());
        assertTrue(story.at("/latency/total_ms").isIntegralNumber(), story::toString);
        assertTrue(story.path("bounce").isNull(), story::toString);
    }

    /** In the API, in the store, and in the store's own count of everything, which held {@code before} events a type. */
    private static void assertEachEventOnce(String id, Map<String, Long> before) throws Exception {
        // Acceptance is told from another topic than delivery, so perhaps after it.
        Await.until("each event once", () -> more(before), EACH_ONCE::equals);
        Map<String, Long> told = new TreeMap<>();
        STACK.events(id).forEach(e -> told.merge(e.path("type").asText(), 1L, Long::sum));
        assertEquals(EACH_ONCE, told);
        Map<String, Long> stored = new TreeMap<>();
        STACK.store().events(STACK.application(), id).forEach(e -> stored.merge(e.getType(), 1L, Long::sum));
        assertEquals(EACH_ONCE, stored);
    }

    private static Map<String, Long> more(Map<String, Long> before) throws Exception {
        Map<String, Long> more = new TreeMap<>();
        counts().forEach((type, count) -> more.put(type, count - before.getOrDefault(type, 0L)));
        more.values().removeIf(count -> count == 0);
        return more;
    }

    private static Map<String, Long> counts() throws Exception {
        return STACK.store().counts(STACK.application());
    }
}
