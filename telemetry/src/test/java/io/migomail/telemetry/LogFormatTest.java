package io.migomail.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.record.MessageHead;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.junit.jupiter.api.Test;

/** How a server logs, by the configuration that the images start with. */
class LogFormatTest {
    private static final MessageHead HEAD = MessageHead.newBuilder()
            .setMessageId("msg_1")
            .setAccountId("acc_1")
            .setSubject("canary subject")
            .build();

    private static String logged(Consumer<Logger> logging) throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        URI server = LogFormatTest.class.getResource("/log4j2-server.xml").toURI();
        try (LoggerContext context = new LoggerContext("server", null, server)) {
            context.start();
            logging.accept(context.getLogger("io.migomail.test"));
        } finally {
            System.setOut(before);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aLineIsOneObjectWithTheFieldsThatAreKnown() throws Exception {
        String text = logged(log -> {
            try (LogFields fields = LogFields.of(HEAD).with(LogFields.REQUEST, "req_1")) {
                log.warn("it \"failed\"\nhere", new IllegalStateException("why"));
            }
            log.info("nothing at hand");
        });
        String[] lines = text.split("\n");
        assertEquals(2, lines.length, text);
        assertTrue(lines[0].matches("\\{\"timestamp\":\"[0-9-]{10}T[0-9:.]{12}Z\",\"level\":\"WARN\".*}"), lines[0]);
        assertTrue(
                lines[0].contains("\"request_id\":\"req_1\",\"message_id\":\"msg_1\",\"account_id\":\"acc_1\""),
                lines[0]);
        assertTrue(lines[0].contains("\"message\":\"it \\\"failed\\\"\\nhere\""), lines[0]);
        assertTrue(
                lines[0].contains("\"error_type\":\"java.lang.IllegalStateException\",\"error_message\":\"why\""),
                lines[0]);
        assertFalse(lines[0].contains("canary"), lines[0]);
        assertFalse(lines[1].contains("_id\""), lines[1]);
        assertFalse(lines[1].contains("error_"), lines[1]);
    }
}
