package io.migomail.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrackingTokensTest {
    private static final String MESSAGE = new MessageIds(new byte[16]).next("app_1", 1_700_000_000_000L, new Random(1));
    private static final List<TrackingLink> LINKS = List.of(
            TrackingLink.open(MESSAGE + ".0"),
            TrackingLink.click(MESSAGE + ".49", "https://shop.example/a?b=c&d=%C3%A9#e"),
            TrackingLink.click(MESSAGE + ".255", "http://" + "a".repeat(Limits.TRACKED_URL_CHARS - 7)),
            TrackingLink.unsubscribe(MESSAGE + ".1", subscriber("priya@example.com")),
            TrackingLink.unsubscribe(MESSAGE + ".1"));
    private static final String OLD_MESSAGE = "msg_000g40r40m30e209185gr38e1w8124gk";

    private final TrackingTokens tokens = keys("k");

    private static TrackingTokens keys(String master) {
        return keys(master, 1);
    }

    private static TrackingTokens keys(String master, int newest) {
        return new TrackingTokens(Secrets.of(master), newest);
    }

    private static Subscriber subscriber(String address) {
        return new Subscriber("acc_1", "app_1", Environment.LIVE, address);
    }

    @Test
    void whatIsSealedOpensAsItWasForItsKindAlone() {
        for (TrackingLink link : LINKS) {
            String token = tokens.seal(link);
            for (TrackingKind kind : TrackingKind.values()) {
                assertEquals(kind == link.kind() ? link : null, tokens.open(kind, token));
            }
            assertTrue(token.matches("[A-Za-z0-9_-]+"), token);
        }
        assertEquals(54, tokens.seal(LINKS.get(0)).length() + 2, "short enough for a header line");
    }

    @Test
    void aTokenWithAnyOctetChangedAddedOrMissingIsNone() {
        for (TrackingLink link : List.of(LINKS.get(0), LINKS.get(1), LINKS.get(3))) {
            byte[] bytes = Base64.getUrlDecoder().decode(tokens.seal(link));
            for (int i = 0; i < bytes.length; i++) {
                for (int bit = 0; bit < 8; bit++) {
                    byte[] other = bytes.clone();
                    other[i] ^= (byte) (1 << bit);
                    assertNull(tokens.open(link.kind(), text(other)));
                }
            }
            for (int i = 0; i < bytes.length; i++) {
                assertNull(tokens.open(link.kind(), text(java.util.Arrays.copyOf(bytes, i))));
            }
            assertNull(tokens.open(link.kind(), text(java.util.Arrays.copyOf(bytes, bytes.length + 1))));
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Test
    void aTokenWithAnyCharacterChangedIsNoneAlsoWhereTheOctetsStayTheSame() {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/=. \u00e9";
        for (TrackingLink link : List.of(LINKS.get(0), LINKS.get(1), LINKS.get(3))) {
            String token = tokens.seal(link);
            for (int i = 0; i < token.length(); i++) {
                for (int c = 0; c < alphabet.length(); c++) {
                    String other = token.substring(0, i) + alphabet.charAt(c) + token.substring(i + 1);
                    assertEquals(other.equals(token) ? link : null, tokens.open(link.kind(), other));
                }
            }
            for (String other : List.of("", token + "=", token + "A", " " + token, token + token, "x".repeat(5_000))) {
                assertNull(tokens.open(link.kind(), other), other);
            }
        }
    }

    @Test
    void anotherKeyOpensNothing() {
        assertNull(keys("other").open(TrackingKind.OPEN, tokens.seal(LINKS.get(0))));
        assertNotEquals(tokens.seal(LINKS.get(0)), keys("other").seal(LINKS.get(0)));
    }

    @Test
    void tokensOfMailsThatAreOutOpenForEver() {
        // The first as mails had it before it named anybody; the second made by other code: Python's hmac, openssl enc.
        String delivery = OLD_MESSAGE + ".7";
        TrackingLink nobody = TrackingLink.unsubscribe(delivery);
        TrackingLink somebody = TrackingLink.unsubscribe(delivery, subscriber("Priya@example.com"));
        String old = "AQMAAQIDBAUGBwgJCgsMDQ4PEBESEwe-R23TlFCbfM6GtGWpiaMW";
        String now = "AQQAAQIDBAUGBwgJCgsMDQ4PEBESEwc-GwiOubRBsqDpqqCjR3zwT8DUyStEvpptfxjLve"
                + "QErC-l8O00ucN002rUAPDtBT6eyg";
        assertEquals(nobody, tokens.open(TrackingKind.UNSUBSCRIBE, old));
        assertEquals(old, tokens.seal(nobody));
        assertEquals(somebody, tokens.open(TrackingKind.UNSUBSCRIBE, now));
        assertEquals(now, tokens.seal(somebody));
    }

    @Test
    void whatWasSealedByOldKeysOpensWhenThereAreNewer() {
        TrackingTokens newer = keys("k", 3);
        for (TrackingLink link : LINKS) {
            assertEquals(link, newer.open(link.kind(), tokens.seal(link)));
            assertNotEquals(tokens.seal(link), newer.seal(link));
            assertEquals(link, newer.open(link.kind(), newer.seal(link)));
            assertNull(tokens.open(link.kind(), newer.seal(link)), "keys that this node does not have");
        }
    }

    @Test
    void whatAMasterKeyThatIsKeptSealedOpensAndTheFirstSeals() {
        TrackingTokens rotated = new TrackingTokens(Secrets.of("newer", "older", "k"), 1);
        for (TrackingLink link : LINKS) {
            assertEquals(link, rotated.open(link.kind(), tokens.seal(link)));
            assertEquals(keys("newer").seal(link), rotated.seal(link));
            assertNull(keys("newer").open(link.kind(), tokens.seal(link)));
        }
    }

    @Test
    void noAddressCanBeReadInATokenAndNoneIsTooLongForAHeaderField() {
        String longest = "a".repeat(64) + "@" + "b".repeat(189);
        String token = tokens.seal(TrackingLink.unsubscribe(
                MESSAGE + ".0",
                new Subscriber(
                        Ids.random(Ids.ACCOUNT, new Random(1)),
                        Ids.random(Ids.APPLICATION, new Random(2)),
                        Environment.SANDBOX,
                        longest)));
        String octets = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.ISO_8859_1);
        assertFalse(octets.contains("aaa") || octets.contains("bbb") || octets.contains("acc_"), octets);
        int base = Limits.TRACKING_URL_CHARS - "{domain}".length() + 253;
        int line = "List-Unsubscribe: <".length() + base + "/t/u/".length() + token.length() + ">".length();
        assertTrue(line < 900, "RFC 5322 2.1.1 allows 998, not " + line);
    }

    @Test
    void onlyLinksToUnsubscribeNameSomebodyAndNoLineEndIsInIt() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new TrackingLink(TrackingKind.OPEN, MESSAGE + ".0", "", subscriber("a@example.com")));
        assertThrows(IllegalArgumentException.class, () -> subscriber("a@example.com\nx"));
    }

    @Test
    void onlyDeliveriesOfOursHaveTokens() {
        for (String delivery :
                List.of("msg_1.0", MESSAGE, MESSAGE + ".256", MESSAGE + ".-1", MESSAGE.toUpperCase() + ".0")) {
            assertThrows(IllegalArgumentException.class, () -> tokens.seal(TrackingLink.open(delivery)), delivery);
        }
    }

    @Test
    void clicksLeadToWebPagesOnly() {
        for (String good : List.of(
                "http://a", "HTTPS://A.example:8443/x?y=[z]&a=b;c#d", "https://u@a.example/", "http://[::1]/")) {
            assertTrue(TrackingLink.isTarget(good), good);
        }
        for (String bad : List.of(
                "",
                "http:",
                "http://",
                "https:///x",
                "http://?x",
                "http://#x",
                "http://:80/",
                "http://@a/",
                "//a.example/",
                "/x",
                "#x",
                "mailto:a@b.example",
                "javascript:alert(1)",
                "data:text/html,x",
                "ftp://a/",
                "cid:x",
                " http://a",
                "http://a b",
                "http://a\r\nX: y",
                "http://a\u0000",
                "http://\u00e9.example/",
                "http://a/\u2028",
                "http://a/\"x",
                "http://a/<x>",
                "http://a\\b",
                "http://" + "a".repeat(Limits.TRACKED_URL_CHARS))) {
            assertFalse(TrackingLink.isTarget(bad), bad);
            assertThrows(IllegalArgumentException.class, () -> TrackingLink.click(MESSAGE + ".0", bad), bad);
        }
    }
}
