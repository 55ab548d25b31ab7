package io.migomail.mail.socks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.mail.socks.SocksDialog.Party;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client says to a node, and what it makes of the answers. */
class SocksDialogTest {
    private static final String BOUND = "05000001c0000201aaaa";
    private static final String CONNECTED = BOUND;

    private static SocksDialog dialog(String token) {
        return new SocksDialog(token, address("192.0.2.1"), new InetSocketAddress(address("2001:db8::1"), 25));
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static ByteBuffer octets(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
    }

    @Test
    void allIsSaidAtOnce() {
        assertEquals(
                "050102" + "01" + "08" + "6d69676f6d61696c" + "03" + "616263" + "05020001c00002010000"
                        + "0501000420010db80000000000000000000000010019",
                HexFormat.of().formatHex(dialog("abc").opening()));
        assertEquals(
                "050100" + "05020001c00002010000",
                HexFormat.of().formatHex(new SocksDialog("", address("192.0.2.1"), null).opening()));
    }

    @Test
    void withEveryAnswerItIsOpenAndWhatFollowsIsLeft() {
        SocksDialog dialog = dialog("abc");
        ByteBuffer in = octets("0502" + "0100" + BOUND + CONNECTED + "323230");
        dialog.take(in);
        assertTrue(dialog.over());
        assertNull(dialog.refusal());
        assertEquals(3, in.remaining());
    }

    @Test
    void answersMayComeInPieces() {
        SocksDialog dialog = dialog("abc");
        byte[] all = HexFormat.of().parseHex("0502" + "0100" + BOUND + CONNECTED);
        ByteBuffer in = ByteBuffer.allocate(all.length);
        for (int i = 0; i < all.length; i++) {
            assertFalse(dialog.over());
            assertEquals(i >= 14, dialog.bound(), "behind " + i);
            in.put(all[i]).flip();
            dialog.take(in);
            in.compact();
        }
        assertTrue(dialog.over());
    }

    @Test
    void whoReadsWhatIsWantedTakesNothingOfTheMailHost() {
        SocksDialog dialog = dialog("abc");
        ByteBuffer all = octets("0502" + "0100" + BOUND + CONNECTED + "323230");
        ByteBuffer read = ByteBuffer.allocate(64);
        while (!dialog.over()) {
            for (int left = dialog.wanted(read); left > 0; left--) {
                read.put(all.get());
            }
            read.flip();
            dialog.take(read);
            read.compact();
        }
        assertEquals(3, all.remaining());
    }

    @Test
    void aTrialEndsWithTheSource() {
        SocksDialog dialog = new SocksDialog("", address("192.0.2.1"), null);
        dialog.take(octets("0500" + BOUND));
        assertTrue(dialog.over() && dialog.bound());
        assertNull(dialog.refusal());
    }

    @ParameterizedTest
    @CsvSource({
        "04020000,                                       NODE,        FAILED",
        "323230206d78,                                   NODE,        FAILED",
        "05ff,                                           NODE,        NOT_ALLOWED",
        "0500,                                           NODE,        NOT_ALLOWED",
        "05020101,                                       NODE,        NOT_ALLOWED",
        "05020500,                                       NODE,        NOT_ALLOWED",
        "0502010004020001000000000000,                   NODE,        FAILED",
        "0502010005020003000000000000,                   NODE,        FAILED",
        "0502010005020001000000000000,                   SOURCE,      NOT_ALLOWED",
        "0502010005010001000000000000,                   SOURCE,      FAILED",
        "05020100057f0001000000000000,                   SOURCE,      FAILED",
        "0502010005000001000000000000" + "05050001000000000000, DESTINATION, REFUSED",
        "0502010005000001000000000000" + "05060001000000000000, DESTINATION, TIMED_OUT",
        "0502010005000001000000000000" + "05030001000000000000, DESTINATION, NETWORK_UNREACHABLE",
        "0502010005000001000000000000" + "05040001000000000000, DESTINATION, HOST_UNREACHABLE",
        "0502010005000001000000000000" + "05020001000000000000, DESTINATION, NOT_ALLOWED"
    })
    void aNoIsOneOfTheNodeOfTheSourceOrOfTheDestination(String answers, Party party, SocksReply reply) {
        SocksDialog dialog = dialog("abc");
        dialog.take(octets(answers));
        assertTrue(dialog.over());
        SocksDialog.Refusal refusal = dialog.refusal();
        assertNotNull(refusal);
        assertEquals(party, refusal.party());
        assertEquals(reply, refusal.reply());
        assertEquals(party == Party.DESTINATION, dialog.bound());
        assertFalse(refusal.detail().contains("abc"));
    }

    @Test
    void aNodeThatAsksForNoTokenIsNotToldOne() {
        SocksDialog dialog = new SocksDialog("", address("192.0.2.1"), null);
        dialog.take(octets("0502"));
        SocksDialog.Refusal refusal = dialog.refusal();
        assertNotNull(refusal);
        assertEquals("wants a token", refusal.detail());
    }
}
