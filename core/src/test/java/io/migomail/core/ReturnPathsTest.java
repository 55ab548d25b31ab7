package io.migomail.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReturnPathsTest {
    private static final String MESSAGE = new MessageIds(new byte[16]).next("app_1", 1_700_000_000_000L, new Random(1));

    private final ReturnPaths paths = keys("k");

    private static ReturnPaths keys(String master) {
        return new ReturnPaths(Secrets.of(master));
    }

    @Test
    void whatWasMadeNamesItsDeliveryInAnyCaseAndWithAnyLabel() {
        for (int i : new int[] {0, 1, Limits.RECIPIENTS - 1, 255}) {
            String delivery = MESSAGE + "." + i;
            String local = paths.local(delivery);
            assertEquals(delivery, paths.delivery(local));
            assertEquals(delivery, paths.delivery(local.toUpperCase(Locale.ROOT)));
            assertEquals(delivery, paths.delivery(local + "+softbounce"));
            assertEquals(delivery, paths.delivery(local + "+"));
        }
    }

    @Test
    void thoseOfAKeyThatIsKeptAreKnownAndNewOnesAreOfTheFirst() {
        ReturnPaths rotated = new ReturnPaths(Secrets.of("newer", "k"));
        String delivery = MESSAGE + ".3";
        assertEquals(delivery, rotated.delivery(paths.local(delivery)));
        assertEquals(keys("newer").local(delivery), rotated.local(delivery));
        assertNull(keys("newer").delivery(paths.local(delivery)));
    }

    @Test
    void withTheLongestLabelItIsALocalPartAsSmtpAllows() {
        int longest = Stream.of(SandboxResult.values())
                .mapToInt(result -> result.word().length())
                .max()
                .orElseThrow();
        String local = paths.local(MESSAGE + ".49") + "+" + "x".repeat(longest);
        assertTrue(local.length() <= 64, "RFC 5321 4.5.3.1.1: " + local.length());
        assertEquals(
                local,
                MailAddress.parse(local + "@" + ReturnPaths.host("example.com")).local());
    }

    @Test
    void withAnyCharacterChangedAddedOrMissingItIsNone() {
        String local = paths.local(MESSAGE + ".3");
        for (int i = 0; i < local.length(); i++) {
            for (char c : "0123456789abcdefghjkmnpqrstvwxyz+.".toCharArray()) {
                String other = local.substring(0, i) + c + local.substring(i + 1);
                assertEquals(other.equals(local) ? MESSAGE + ".3" : null, paths.delivery(other), other);
            }
            assertNull(paths.delivery(local.substring(0, i)));
        }
        assertNull(paths.delivery(local + "0"));
        assertNull(paths.delivery("b+" + MESSAGE + ".3"), "as it was before it was sealed");
        assertNull(paths.delivery(""));
    }

    @Test
    void anotherKeyOrAnotherPurposeMakesAnotherSeal() {
        String local = keys("other").local(MESSAGE + ".0");
        assertNull(paths.delivery(local));
        assertNotEquals(local, paths.local(MESSAGE + ".0"));
    }

    @Test
    void whatIsNoDeliveryOfAnIngressHasNone() {
        for (String id : new String[] {"msg_1.0", MESSAGE, MESSAGE + ".256", MESSAGE + ".-1", ""}) {
            assertThrows(IllegalArgumentException.class, () -> paths.local(id), id);
        }
    }

    @Test
    void theFormStaysAsItWasHandedOut() {
        assertEquals(
                "b+040g0000000000000000000000000000000299e5mcggv2c8r8", paths.local("msg_" + "0".repeat(32) + ".1"));
    }
}
