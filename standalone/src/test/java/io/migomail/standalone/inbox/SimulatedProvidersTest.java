package io.migomail.standalone.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migomail.core.SandboxProvider;
import io.migomail.core.TimeSource;
import io.migomail.mail.smtp.SmtpReply;
import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SimulatedProvidersTest {
    private static final InetAddress ONE = address(1);
    private static final InetAddress OTHER = address(2);

    private static InetAddress address(int last) {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
        } catch (java.net.UnknownHostException e) {
            throw new IllegalStateException("four octets", e);
        }
    }

    private long nanos;
    private final SimulatedProviders providers = new SimulatedProviders(new TimeSource() {
        @Override
        public long wallMillis() {
            throw new UnsupportedOperationException("spans only");
        }

        @Override
        public long monotonicNanos() {
            return nanos;
        }
    });

    private int code(SandboxProvider provider, String path, InetAddress from) {
        return providers.recipient(provider, path, from).code();
    }

    private void pass(Duration span) {
        nanos += span.toNanos();
    }

    @Test
    void aGreylistedMailIsTakenOnceItIsOfferedLateEnough() {
        assertEquals(450, code(SandboxProvider.GREYLISTING, "b+1@x.test", ONE));
        pass(SandboxProvider.GREYLIST_WAIT.minusMillis(1));
        assertEquals(450, code(SandboxProvider.GREYLISTING, "b+1@x.test", ONE));
        pass(Duration.ofMillis(1));
        assertEquals(0, code(SandboxProvider.GREYLISTING, "b+1@x.test", ONE));
        assertEquals(450, code(SandboxProvider.GREYLISTING, "b+2@x.test", ONE));
    }

    @Test
    void oneMailTooManyAtTheSameTimeIsHungUpOn() {
        for (int i = 0; i < SandboxProvider.MOST_CONNECTIONS; i++) {
            assertEquals(0, code(SandboxProvider.CONNECTION_LIMIT, "b+" + i, ONE));
        }
        assertEquals(421, code(SandboxProvider.CONNECTION_LIMIT, "b+more", ONE));
        assertEquals(0, code(SandboxProvider.CONNECTION_LIMIT, "b+other", OTHER));
        providers.ended(SandboxProvider.CONNECTION_LIMIT, ONE);
        assertEquals(0, code(SandboxProvider.CONNECTION_LIMIT, "b+more", ONE));
        assertEquals(421, code(SandboxProvider.CONNECTION_LIMIT, "b+evenmore", ONE));
    }

    @Test
    void theWindowOfTheRateMovesOn() {
        for (int i = 0; i < SandboxProvider.MOST_MAILS; i++) {
            assertEquals(0, code(SandboxProvider.RATE_LIMIT, "b+" + i, ONE));
            pass(Duration.ofMillis(1));
        }
        assertEquals(421, code(SandboxProvider.RATE_LIMIT, "b+more", ONE));
        assertEquals(0, code(SandboxProvider.RATE_LIMIT, "b+other", OTHER));
        pass(SandboxProvider.WINDOW.minusMillis(SandboxProvider.MOST_MAILS));
        assertEquals(0, code(SandboxProvider.RATE_LIMIT, "b+more", ONE));
        assertEquals(421, code(SandboxProvider.RATE_LIMIT, "b+evenmore", ONE));
    }

    @Test
    void theSlowOneRefusesNobody() {
        assertEquals(SmtpReply.STANDARD, providers.recipient(SandboxProvider.SLOW_DATA, "b+1", ONE));
    }
}
