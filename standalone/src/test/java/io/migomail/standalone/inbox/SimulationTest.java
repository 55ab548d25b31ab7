package io.migomail.standalone.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.mail.smtp.MailFrom;
import io.migomail.mail.smtp.SmtpSyntaxException;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private final Simulation simulation = new Simulation();

    private static MailFrom from(String local) throws SmtpSyntaxException {
        return MailFrom.parse("FROM:<" + local + "@mg.yourapp.com>");
    }

    private int code(String local) throws SmtpSyntaxException {
        return simulation.recipient(from(local)).code();
    }

    @Test
    void aSoftBounceIsTakenTheSecondTimeEachForItself() throws Exception {
        assertEquals(452, code("b+msg_1.0+softbounce"));
        assertEquals(452, code("b+msg_2.0+softbounce"));
        assertEquals(0, code("b+msg_1.0+softbounce"));
    }

    @Test
    void aHardBounceIsRefusedAlways() throws Exception {
        assertEquals(550, code("b+msg_1.0+hardbounce"));
        assertEquals(550, code("b+msg_1.0+hardbounce"));
    }

    @Test
    void othersAreTakenAtOnce() throws Exception {
        assertEquals(0, code("b+msg_1.0"));
        assertEquals(0, code("hardbounce"));
        assertEquals(0, simulation.recipient(MailFrom.parse("FROM:<>")).code());
        assertFalse(Simulation.slow(from("b+msg_1.0")));
        assertTrue(Simulation.slow(from("b+msg_1.0+slow")));
    }
}
