package io.migomail.mail.dkim;

import io.migomail.core.TimeSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Keys, clocks and odd messages for the tests of this package. */
final class DkimFixtures {
    static final String DOMAIN = "mail.example.com";
    static final DkimKeys.GeneratedKey RSA = DkimKeys.generateRsa2048();
    static final DkimKeys.GeneratedKey ED25519 = DkimKeys.generateEd25519();
    static final List<DkimKey> KEYS = List.of(
            DkimKey.of(DOMAIN, "r1", DkimAlgorithm.RSA, RSA.privateKey()),
            DkimKey.of(DOMAIN, "e1", DkimAlgorithm.ED25519, ED25519.privateKey()));
    static final Map<String, String> RECORDS = Map.of(
            "r1._domainkey." + DOMAIN, RSA.txtRecord(),
            "e1._domainkey." + DOMAIN, ED25519.txtRecord());
    static final long NOW = 1_767_323_045_000L;

    private DkimFixtures() {}

    static TimeSource at(long wallMillis) {
        return new TimeSource() {
            @Override
            public long wallMillis() {
                return wallMillis;
            }

            @Override
            public long monotonicNanos() {
                return 0;
            }
        };
    }

    static DkimSigner signer() {
        return new DkimSigner(at(NOW));
    }

    static DkimVerifier verifier(Map<String, String> records) {
        return new DkimVerifier((selector, domain) -> records.get(selector + "._domainkey." + domain), at(NOW));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    static byte[] resource(String name) {
        try (InputStream in = DkimFixtures.class.getResourceAsStream("/dkim/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file with LF line ends as it goes over the wire. */
    static byte[] message(String name) {
        return bytes(text(resource(name)).replace("\n", "\r\n"));
    }

    /** A message that is well formed and as odd as may be: folding, blanks, empty lines, 8-bit, repeated fields. */
    static byte[] odd(Random random) {
        return odd(random, true);
    }

    /** As above; {@code obsolete} allows blanks before a colon (RFC 5322 4.5), which foreign parsers refuse. */
    static byte[] odd(Random random, boolean obsolete) {
        StringBuilder out = new StringBuilder();
        String[] names = {"Received", "Subject", "To", "X-Odd", "Date", "List-Id", "CC", "mime-version", "Comments"};
        int from = random.nextInt(6);
        for (int i = 0; i < 7; i++) {
            if (i == from || i == 6 && from == 6) {
                out.append("FrOm").append(obsolete ? blanks(random) : "").append(':');
                out.append(" \t Some \r\n  One\t <a@mail.example.com>" + blanks(random) + "\r\n");
            }
            out.append(names[random.nextInt(names.length)])
                    .append(obsolete ? blanks(random) : "")
                    .append(':');
            out.append(words(random)).append("\r\n");
        }
        if (random.nextInt(12) == 0) {
            return bytes(out + "\r\n");
        }
        out.append("\r\n");
        int lines = random.nextInt(12);
        for (int i = 0; i < lines; i++) {
            out.append(random.nextInt(3) == 0 ? blanks(random) : words(random)).append("\r\n");
        }
        return bytes(out + "\r\n".repeat(random.nextInt(4)));
    }

    private static String blanks(Random random) {
        return random.nextInt(3) > 0 ? "" : random.nextBoolean() ? " " : " \t ";
    }

    private static String words(Random random) {
        StringBuilder out = new StringBuilder();
        int count = 1 + random.nextInt(6);
        for (int i = 0; i < count; i++) {
            out.append(" \t".charAt(random.nextInt(8) / 7)).append(" ".repeat(random.nextInt(3)));
            if (i > 0 && random.nextInt(4) == 0) {
                out.append("\r\n ");
            }
            int length = 1 + random.nextInt(9);
            for (int j = 0; j < length; j++) {
                out.append((char) (random.nextInt(20) == 0 ? 0xa0 + random.nextInt(95) : 0x21 + random.nextInt(94)));
            }
        }
        return out + blanks(random);
    }
}
