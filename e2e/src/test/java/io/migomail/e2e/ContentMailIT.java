package io.migomail.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the API shows as the mail that was sent, beside what the mail server was given. */
@Tag(StackFixture.SHARED)
class ContentMailIT {
    @RegisterExtension
    static final StackFixture STACK = StackFixture.shared();

    private static HttpResponse<byte[]> ask(String id, String recipient) throws Exception {
        String path =
                "/v1/messages/" + id + "/content?format=mime&recipient=" + URLEncoder.encode(recipient, ISO_8859_1);
        HttpRequest request = HttpRequest.newBuilder(URI.create(STACK.ready().http() + path))
                .header("Authorization", "Bearer " + STACK.ready().liveKey())
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String shown(String id, String recipient) throws Exception {
        return new String(
                Await.until("the content", () -> ask(id, recipient), answer -> answer.statusCode() == 200)
                        .body(),
                ISO_8859_1);
    }

    /** The mail without the fields that signing has put in front of it. */
    private static String received(String recipient) throws Exception {
        JsonNode captured = STACK.awaitInbox(recipient, 1).get(0);
        String mail = new String(STACK.source(captured), ISO_8859_1);
        int body = mail.indexOf("\r\n\r\n");
        String header = mail.substring(0, body + 2);
        String unsigned = header.replaceAll("(?m)^DKIM-Signature:.*\r\n(?:[ \t].*\r\n)*", "");
        assertNotEquals(header, unsigned, "signed");
        return unsigned + mail.substring(body + 2);
    }

    @Test
    void each_recipients_mail_is_what_the_mail_server_saw_but_for_its_signatures() throws Exception {
        String id = STACK.send(
                "{\"to\":{\"email\":\"content-one@example.com\",\"name\":\"Zoë\"},\"bcc\":\"content-two@example.org\","
                        + "\"from\":\"" + STACK.ready().from() + "\",\"subject\":\"Grüße\","
                        + "\"html\":\"<p>Grüße, <a href='https://shop.example/?a=1'>go</a></p>\",\"headers\":{\"X-Order\":\"4711\"},"
                        + "\"track_opens\":true,\"track_clicks\":true,\"list_unsubscribe\":true,"
                        + "\"attachments\":[{\"filename\":\"a.txt\",\"content\":\"eHl6\"}]}");
        String first = received("content-one@example.com");
        assertEquals(first, shown(id, "content-one@example.com"));
        String second = received("content-two@example.org");
        assertEquals(second, shown(id, "content-two@example.org"));
        assertNotEquals(first, second, "links of their own");
    }

    @Test
    void mail_that_all_recipients_share_is_shown_alike() throws Exception {
        String id = STACK.send("{\"to\":[\"content-three@example.com\",\"content-four@example.com\"],\"from\":\""
                + STACK.ready().from() + "\",\"subject\":\"Hello\",\"text\":\".dot\\nline\"}");
        assertEquals(received("content-three@example.com"), shown(id, "content-three@example.com"));
        assertEquals(received("content-four@example.com"), shown(id, "content-four@example.com"));
    }
}
