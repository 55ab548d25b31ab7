package io.migomail.faults.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BodyHashTest {
    @Test
    void headersAndLineEndsDoNotCount() {
        byte[] mail = "DKIM-Signature: x\r\nSubject: y\r\n\r\none\r\ntwo\r\n".getBytes(StandardCharsets.US_ASCII);
        assertEquals(BodyHash.of("one\ntwo"), BodyHash.ofMessage(mail));
    }

    @Test
    void oneOtherOctetCounts() {
        assertNotEquals(BodyHash.of("one\ntwo"), BodyHash.of("one\ntwO"));
    }
}
