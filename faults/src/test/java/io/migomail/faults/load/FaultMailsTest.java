package io.migomail.faults.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FaultMailsTest {
    private static final FaultMails MAILS = new FaultMails("run", "a@yourapp.com", "faults.example", 7);

    @Test
    void theSameSeedGivesTheSameMail() {
        assertEquals(MAILS.of(3), new FaultMails("run", "a@yourapp.com", "faults.example", 7).of(3));
        assertNotEquals(
                MAILS.of(3).hash(),
                new FaultMails("run", "a@yourapp.com", "faults.example", 8)
                        .of(3)
                        .hash());
    }

    @Test
    void everyBodyIsItsOwn() {
        assertNotEquals(MAILS.of(3).hash(), MAILS.of(4).hash());
    }

    @Test
    void someComeFromADomainThatIsNotOurs() {
        assertTrue(MAILS.of(19).from().endsWith("@not-ours.example"));
    }

    @Test
    void anIdTellsItsNumber() {
        assertEquals(42, MAILS.number(MAILS.of(42).id()));
    }
}
