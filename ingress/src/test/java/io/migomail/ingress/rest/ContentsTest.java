package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import io.migomail.analytics.ContentTable;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.core.record.BodyReference;
import io.migomail.core.record.Content;
import io.migomail.ingress.rest.TestIngress.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentsTest {
    private static final String OTP = "{\"to\":{\"email\":\"priya@example.com\",\"name\":\"Priya\"},"
            + "\"bcc\":\"log@example.com\",\"from\":\"Your App <noreply@yourapp.com>\",\"template\":\"otp-verification-v3\","
            + "\"variables\":{\"otp_code\":\"847 291\",\"expires_min\":5,\"user_name\":\"Priya\"},"
            + "\"attachments\":[{\"filename\":\"a.txt\",\"content\":\"eHl6\",\"content_type\":\"text/plain\"}]}";

    @AutoClose
    private TestIngress api;

    @BeforeEach
    void start(@TempDir Path bodies) throws Exception {
        api = new TestIngress(Room.usual(), bodies.toUri().toString());
    }

    /** Sends, keeps what the accounting job would keep, and asks for it. */
    private String kept(String body, boolean redacted, UnaryOperator<AcceptedMessage> change) throws Exception {
        Answer sent = api.post("/v1/messages", body);
        assertEquals(200, sent.status(), sent.raw().body());
        AcceptedMessage message = change.apply(api.log.messages.get(api.log.messages.size() - 1));
        String id = message.getHead().getMessageId();
        api.store.contents.put(
                message.getHead().getApplicationId() + "/" + id, new ContentTable.Kept(message, redacted, 30));
        return "/v1/messages/" + id + "/content";
    }

    private static UnaryOperator<AcceptedMessage> content(UnaryOperator<Content.Builder> change) {
        return message -> message.toBuilder()
                .setContent(change.apply(message.getContent().toBuilder()))
                .build();
    }

    @Test
    void aTemplateIsRenderedAgainFromTheVersionOfTheSend() throws Exception {
        String path = kept(OTP, false, message -> message);
        assertEquals(
                201,
                api.post("/v1/templates/otp-verification-v3/versions", "{\"subject\":\"new\",\"html\":\"<p>new</p>\"}")
                        .status());
        JsonNode told = api.get(path).body();
        assertEquals("full", told.path("form").asText());
        assertEquals("Code 847 291", told.path("subject").asText());
        assertTrue(told.path("html").asText().contains("Hi Priya, 847 291, 5 min"), told::toString);
        assertTrue(told.path("text").asText().contains("847 291"));
        assertEquals("Priya", told.at("/to/0/name").asText());
        assertEquals("log@example.com", told.at("/bcc/0/email").asText());
        assertEquals("Your App", told.at("/from/name").asText());
        assertEquals(3, told.at("/attachments/0/size").asInt());
        assertEquals(
                api.time.wallMillis() + Duration.ofDays(30).toMillis(),
                Instant.parse(told.path("kept_until").asText()).toEpochMilli());
    }

    @Test
    void aBodyIsToldWithTheTextThatItHad() throws Exception {
        String body =
                "{\"to\":\"a@example.com\",\"from\":\"n@yourapp.com\",\"subject\":\"S\",\"html\":\"<p>Hello</p>\"}";
        JsonNode told = api.get(kept(body, false, message -> message)).body();
        assertEquals("<p>Hello</p>", told.path("html").asText());
        assertEquals("Hello", told.path("text").asText().strip());
        assertEquals("S", told.path("subject").asText());
    }

    @Test
    void submittedMailIsToldAsItCame() throws Exception {
        JsonNode told = api.get(kept(
                        OTP,
                        false,
                        content(c -> c.clearTemplate().setRaw(ByteString.copyFromUtf8("Subject: S\r\n\r\nHello\r\n")))))
                .body();
        assertEquals("Subject: S\r\n\r\nHello\r\n", told.path("source").asText());
        assertTrue(told.path("html").isNull());
    }

    @Test
    void whatIsMaskedIsRenderedWithTheMasks() throws Exception {
        String masked = "{\"otp_code\":\"•••\",\"expires_min\":0,\"user_name\":\"•••\"}";
        JsonNode told = api.get(kept(
                        OTP,
                        true,
                        content(c -> c.setTemplate(
                                c.getTemplate().toBuilder().setVariables(ByteString.copyFromUtf8(masked))))))
                .body();
        assertEquals("redacted", told.path("form").asText());
        assertEquals("Code •••", told.path("subject").asText());
        assertTrue(told.path("html").asText().contains("Hi •••, •••, 0 min"), told::toString);
        assertTrue(told.at("/attachments/0/size").isNull());
    }

    @Test
    void aTemplateThatDoesNotTakeTheMasksShowsNoBody() throws Exception {
        JsonNode told = api.get(kept(
                        OTP,
                        true,
                        content(c -> c.setTemplate(
                                c.getTemplate().toBuilder().setVariables(ByteString.copyFromUtf8("{}"))))))
                .body();
        assertTrue(told.path("html").isNull() && told.path("text").isNull(), told::toString);
    }

    @Test
    void whatIsNotThereIsToldFromWhatIsThereNoLonger() throws Exception {
        String path = kept(OTP, false, message -> message);
        api.time.advance(Duration.ofDays(30).minusMillis(1));
        assertEquals(200, api.get(path).status());
        api.time.advance(Duration.ofMillis(1));
        Answer expired = api.get(path);
        assertEquals("410 content_expired", expired.status() + " " + expired.code());
        String id = api.post("/v1/messages", OTP).body().path("message_id").asText();
        Answer none = api.get("/v1/messages/" + id + "/content");
        assertEquals("404 content_not_kept", none.status() + " " + none.code());
        assertEquals("not_found", api.get("/v1/messages/msg_nothing/content").code());
        assertEquals("unknown_field", api.get(path + "?recipients=x").code());
    }

    @Test
    void aLargeBodyThatItsStoreHasNoLongerIsExpired() throws Exception {
        BodyReference gone = BodyReference.newBuilder()
                .setDigest(ByteString.copyFrom(new byte[32]))
                .setSize(300_000)
                .build();
        String path = kept(
                OTP,
                false,
                message -> message.toBuilder()
                        .clearContent()
                        .setContentReference(gone)
                        .build());
        assertEquals("content_expired", api.get(path).code());
    }

    @Test
    void otherKeysAndAStoreThatIsAwayGetNothing() throws Exception {
        String path = kept(OTP, false, message -> message);
        assertEquals(
                "not_found", api.call("GET", path, api.second.liveKey(), null).code());
        api.store.away = true;
        assertEquals("503", String.valueOf(api.get(path).status()));
    }

    @Test
    void anApplicationSaysHowMuchIsKept() throws Exception {
        String id = api.first.application().getId();
        assertEquals(
                "auto", api.get("/v1/applications/" + id).body().path("content").asText());
        Answer changed = api.call("PATCH", "/v1/applications/" + id, api.first.liveKey(), "{\"content\":\"none\"}");
        assertEquals(
                "none", changed.body().path("content").asText(), changed.raw().body());
        assertEquals("none", api.control.view().application(id).getContent());
        assertEquals(
                "invalid_value",
                api.call("PATCH", "/v1/applications/" + id, api.first.liveKey(), "{\"content\":\"some\"}")
                        .code());
        assertEquals(
                "redacted",
                api.post("/v1/applications", "{\"name\":\"otp\",\"content\":\"redacted\"}")
                        .body()
                        .path("content")
                        .asText());
        assertEquals(
                30,
                api.get("/v1/limits").body().at("/plans/standard/content_days").asInt());
    }
}
