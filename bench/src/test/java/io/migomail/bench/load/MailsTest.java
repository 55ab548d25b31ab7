package io.migomail.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MailsTest {
    private static final Mails HTML = new Mails(new Mails.Plan("r1", "a@example.com", 10, 20_480, ""));
    private static final Mails OTP =
            new Mails(new Mails.Plan("r1", "a@example.com", 10, 20_480, "otp-verification-v3"));

    @Test
    void aRestBodyBearsRecipientNumberAndHtmlOfTheWantedSize() throws IOException {
        JsonNode body = new ObjectMapper().readTree(HTML.rest(123));
        assertEquals("k123@d3.bench.example", body.path("to").asText());
        assertEquals(HTML.recipient(123), body.path("to").asText());
        assertEquals("r1-123", body.path("headers").path("X-Bench-Id").asText());
        assertEquals(20_480, body.path("html").asText().length());
    }

    @Test
    void aTemplateTakesThePlaceOfHtml() throws IOException {
        JsonNode body = new ObjectMapper().readTree(OTP.rest(5));
        assertEquals("otp-verification-v3", body.path("template").asText());
        assertEquals(5, body.path("variables").path("expires_min").asInt());
        assertTrue(body.path("html").isMissingNode());
        assertTrue(text(OTP.smtp(5)).contains("\r\nX-Migo-Template: otp-verification-v3\r\n"));
    }

    @Test
    void anSmtpMessageNeedsNoStuffingAndEndsWithTheDot() {
        String content = text(HTML.smtp(7));
        assertTrue(content.endsWith("\r\n.\r\n"));
        assertEquals(content.length() - 3, content.indexOf("\r\n.") + 2, "the only line with a dot in front");
        assertTrue(content.contains("\r\nX-Bench-Id: r1-7\r\n"));
        assertTrue(content.contains("\r\nTo: k7@d7.bench.example\r\n"));
        assertTrue(content.replace("\r\n", "").chars().allMatch(c -> c >= ' ' && c < 127), "no bare CR or LF");
        assertTrue(Arrays.stream(content.split("\r\n")).allMatch(line -> line.length() < 200));
    }

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.US_ASCII);
    }
}
