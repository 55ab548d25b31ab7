package io.migomail.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VocabularyTest {
    @Test
    void wordsReadBackAsWhatTheyWere() {
        Stream.of(MessageClass.values()).forEach(v -> assertEquals(v, MessageClass.of(v.word())));
        Stream.of(EventType.values()).forEach(v -> assertEquals(v, EventType.of(v.word())));
        Stream.of(OutcomeKind.values()).forEach(v -> assertEquals(v, OutcomeKind.of(v.word())));
        Stream.of(MailStream.values()).forEach(v -> assertEquals(v, MailStream.of(v.word())));
        Stream.of(Environment.values()).forEach(v -> assertEquals(v, Environment.of(v.word())));
    }

    @Test
    void anUnknownWordIsRefusedWithTheAllowedOnes() {
        var e = assertThrows(IllegalArgumentException.class, () -> MessageClass.of("urgent"));
        assertTrue(e.getMessage().contains("critical, high, normal"), e.getMessage());
    }

    @Test
    void paceKeysReadBack() {
        PaceKey key = new PaceKey("mx:a|b", "pool_1");
        assertEquals(key, PaceKey.of(key.word()));
        assertTrue(new PaceKey("dns:example.com", "pool_1").unresolved());
        assertThrows(IllegalArgumentException.class, () -> PaceKey.of("nothing"));
    }

    @Test
    void eventIdsAreAFunctionOfTheFact() {
        String id = Ids.event("msg_a.0", 1, EventType.DELIVERED);
        assertEquals(id, Ids.event("msg_a.0", 1, EventType.DELIVERED));
        assertNotEquals(id, Ids.event("msg_a.0", 2, EventType.DELIVERED));
        assertNotEquals(id, Ids.event("msg_a.0", 1, EventType.DISPATCHED));
        assertEquals("msg_a", Ids.messageOf(Ids.delivery("msg_a", 3)));
    }

    @Test
    void hostAndPortReadBackAndRefuseNonsense() {
        assertEquals(new HostPort("127.0.0.1", 25), HostPort.parse("127.0.0.1:25"));
        assertEquals("[::1]:25", HostPort.parse("[::1]:25").toString());
        for (String bad : new String[] {"", "host", ":25", "host:", "host:70000", "host:-1"}) {
            assertThrows(IllegalArgumentException.class, () -> HostPort.parse(bad), bad);
        }
    }
}
