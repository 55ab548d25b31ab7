package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.migomail.analytics.ContentTable;
import io.migomail.core.Ids;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.core.record.Content;
import io.migomail.core.record.Instants;
import io.migomail.core.record.MailEvent;
import io.migomail.ingress.rest.TestIngress.Answer;
import io.migomail.mail.header.MailDate;
import io.migomail.mail.mime.MimeReader;
import io.migomail.mail.mime.ReadMail;
import io.migomail.testkit.FakeTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The content of a message as mail. */
class ContentMailTest {
    private static final String OTP = "{\"to\":{\"email\":\"priya@example.com\",\"name\":\"Priya\"},"
            + "\"cc\":\"Omar@example.com\",\"from\":\"Your App <noreply@yourapp.com>\",\"template\":\"otp-verification-v3\","
            + "\"variables\":{\"otp_code\":\"847 291\",\"expires_min\":5,\"user_name\":\"Priya\"},"
            + "\"list_unsubscribe\":true,\"headers\":{\"X-Order\":\"4711\"},"
            + "\"attachments\":[{\"filename\":\"a.txt\",\"content\":\"eHl6\",\"content_type\":\"text/plain\"}]}";
    private static final long QUEUED = 1_700_000_000_123L;

    @AutoClose
    private final TestIngress api = TestIngress.open();

    private String id = "";

    /** Sends, keeps what the accounting job would keep and tell, and says where it is. */
    private String kept(String body, boolean redacted, UnaryOperator<Content.Builder> change) throws Exception {
        Answer sent = api.post("/v1/messages", body);
        assertEquals(200, sent.status(), sent.raw().body());
        AcceptedMessage sentMessage = api.log.messages.get(api.log.messages.size() - 1);
        AcceptedMessage message = sentMessage.toBuilder()
                .setContent(change.apply(sentMessage.getContent().toBuilder()))
                .build();
        id = message.getHead().getMessageId();
        String key = message.getHead().getApplicationId() + "/" + id;
        api.store.contents.put(key, new ContentTable.Kept(message, redacted, 30));
        api.events.put(key, List.of(queued(message, QUEUED)));
        return "/v1/messages/" + id + "/content";
    }

    private static MailEvent queued(AcceptedMessage message, long queuedAt) {
        return MailEvent.newBuilder()
                .setType("queued")
                .setAt(QUEUED)
                .setHead(message.getHead())
                .setRecipient(message.getRecipients(0).getAddress())
                .setDeliveryId(Ids.delivery(message.getHead().getMessageId(), 0))
                .setInstants(Instants.newBuilder().setQueuedAt(queuedAt))
                .build();
    }

    private ReadMail mail(String path) throws Exception {
        Answer answer = api.get(path);
        assertEquals(200, answer.status(), answer.raw().body());
        return MimeReader.read(answer.raw().body().getBytes(StandardCharsets.UTF_8));
    }

    private static String header(Answer answer, String name) {
        return answer.raw().headers().firstValue(name).orElse("");
    }

    @Test
    void itIsTheMailThatWasSentWithItsDateOfThen() throws Exception {
        String path = kept(OTP, false, content -> content);
        ((FakeTime) api.time).advance(Duration.ofDays(1));
        Answer answer = api.get(path + "?format=mime");
        assertEquals("message/rfc822", header(answer, "Content-Type"));
        assertEquals("full", header(answer, "Migo-Content-Form"));
        assertEquals("attachment; filename=\"" + id + ".eml\"", header(answer, "Content-Disposition"));
        ReadMail mail = mail(path + "?format=mime");
        assertEquals(
                MailDate.of(Instant.ofEpochMilli(QUEUED)), mail.header("Date").orElseThrow());
        assertEquals("<" + id + "@yourapp.com>", mail.header("Message-ID").orElseThrow());
        assertEquals("Code 847 291", mail.header("Subject").orElseThrow());
        assertEquals("4711", mail.header("X-Order").orElseThrow());
        assertTrue(mail.html().contains("Hi Priya, 847 291, 5 min"), mail.html());
        assertTrue(answer.raw().body().contains("eHl6"), "the attachment");
        assertEquals(api.get(path + "?format=mime").raw().body(), answer.raw().body());
    }

    @Test
    void acceptAsksForItAsWellAndTheParameterWins() throws Exception {
        String path = kept(OTP, false, content -> content);
        String key = api.first.liveKey();
        for (String[] each : new String[][] {
            {"", "message/rfc822", "message/rfc822"},
            {"", "application/json, message/rfc822;q=0.5", "application/json"},
            {"?format=json", "message/rfc822", "application/json"},
            {"?format=mime", "application/json", "message/rfc822"}
        }) {
            Answer answer = api.call("GET", path + each[0], key, null, "Accept", each[1]);
            assertEquals(each[2], header(answer, "Content-Type"), each[0] + each[1]);
            assertEquals("Accept", header(answer, "Vary"));
        }
    }

    @Test
    void everyRecipientHasLinksOfItsOwn() throws Exception {
        String path = kept(OTP, false, content -> content) + "?format=mime";
        String first = mail(path).header("List-Unsubscribe").orElseThrow();
        assertEquals(
                first,
                mail(path + "&recipient=PRIYA@example.com")
                        .header("List-Unsubscribe")
                        .orElseThrow());
        String other = mail(path + "&recipient=omar@example.com")
                .header("List-Unsubscribe")
                .orElseThrow();
        assertTrue(other.startsWith("<https://mg.yourapp.com/t/u/") && !other.equals(first), other);
        assertEquals(
                "/recipient", api.get(path + "&recipient=nobody@example.com").pointer());
        assertEquals(
                "invalid_address",
                api.get(path + "&recipient=x").body().at("/errors/0/code").asText());
        assertEquals(
                "conflicting_content",
                api.get(path.replace("mime", "json") + "&recipient=omar@example.com")
                        .body()
                        .at("/errors/0/code")
                        .asText());
    }

    @Test
    void whatIsRedactedShowsItsMasksAndNoLinkOfAPerson() throws Exception {
        String masked = "{\"otp_code\":\"•••\",\"expires_min\":0,\"user_name\":\"•••\"}";
        String path = kept(
                        OTP,
                        true,
                        c -> c.setTemplate(c.getTemplate().toBuilder().setVariables(ByteString.copyFromUtf8(masked))))
                + "?format=mime";
        assertEquals("redacted", header(api.get(path), "Migo-Content-Form"));
        ReadMail mail = mail(path);
        assertTrue(mail.html().contains("Hi •••, •••, 0 min"), mail.html());
        assertTrue(mail.header("List-Unsubscribe").isEmpty());
        assertFalse(api.get(path).raw().body().contains("847"));
    }

    @Test
    void whereNothingIsLeftOfTheWordsAMaskStandsForThem() throws Exception {
        ReadMail mail = mail(kept(OTP, true, Content.Builder::clearTemplate) + "?format=mime");
        assertEquals("•••", mail.text().strip());
        assertEquals("<" + id + "@yourapp.com>", mail.header("Message-ID").orElseThrow());
    }

    @Test
    void submittedMailIsMadeFitAsItWasForSending() throws Exception {
        String raw = "Subject: S\r\nBcc: x@example.com\r\nX-Migo-Tag: t\r\n\r\nHello\r\n";
        String body = api.get(
                        kept(OTP, false, c -> c.clearTemplate().setRaw(ByteString.copyFromUtf8(raw))) + "?format=mime")
                .raw()
                .body();
        assertTrue(body.startsWith("X-Migo-Trace: b+") && body.contains("\r\nSubject: S\r\nDate: "), body);
        assertTrue(body.contains("Message-ID: <" + id) && body.endsWith("\r\n\r\nHello\r\n"), body);
        assertFalse(body.contains("Bcc") || body.contains("X-Migo-Tag"), body);
    }

    @Test
    void aHeaderWithUtf8IsAnInternationalizedMessage() throws Exception {
        String body = "{\"to\":\"jörg@example.com\",\"from\":\"n@yourapp.com\",\"subject\":\"S\",\"text\":\"x\"}";
        assertEquals("message/global", header(api.get(kept(body, false, c -> c) + "?format=mime"), "Content-Type"));
    }

    @Test
    void whatWasNotComposedOrCanNoLongerBeIsNotKept() throws Exception {
        String path = kept(OTP, false, content -> content) + "?format=mime";
        AcceptedMessage message = api.log.messages.get(api.log.messages.size() - 1);
        api.events.put(message.getHead().getApplicationId() + "/" + id, List.of(queued(message, 0)));
        Answer scheduled = api.get(path);
        assertEquals("404 content_not_kept", scheduled.status() + " " + scheduled.code());
        String other =
                kept(OTP, false, c -> c.setTemplate(c.getTemplate().toBuilder().setVersion(7)));
        Answer gone = api.get(other + "?format=mime");
        assertEquals("404 content_not_kept", gone.status() + " " + gone.code());
        ((FakeTime) api.time).advance(Duration.ofDays(30));
        assertEquals("410", String.valueOf(api.get(path).status()));
    }
}
