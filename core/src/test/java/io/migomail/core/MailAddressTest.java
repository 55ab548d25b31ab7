package io.migomail.core;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailAddressTest {
    private static final Set<String> ACCEPTED = Set.of("ISEMAIL_VALID_CATEGORY", "ISEMAIL_DNSWARN", "ISEMAIL_RFC5321");

    record Row(String number, String address, String category, String verdict) {}

    static List<Row> rows() throws IOException {
        try (InputStream in = MailAddressTest.class.getResourceAsStream("/isemail/isemail.tsv");
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(assertNotNullStream(in), StandardCharsets.UTF_8))) {
            return reader.lines().map(MailAddressTest::row).toList();
        }
    }

    private static InputStream assertNotNullStream(InputStream in) {
        assertNotNull(in);
        return in;
    }

    private static Row row(String line) {
        String[] cells = line.split("\t", -1);
        assertEquals(4, cells.length, line);
        return new Row(cells[0], unescape(cells[1]), cells[2], cells[3]);
    }

    private static String unescape(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\') {
                out.append(c);
                continue;
            }
            c = text.charAt(++i);
            switch (c) {
                case 'r' -> out.append('\r');
                case 'n' -> out.append('\n');
                case 't' -> out.append('\t');
                case 'x' -> {
                    out.append((char) Integer.parseInt(text.substring(i + 1, i + 3), 16));
                    i += 2;
                }
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    @Test
    void the_suite_is_complete() throws IOException {
        assertEquals(164, rows().size());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void every_verdict_of_isemail_is_followed(Row row) {
        if (ACCEPTED.contains(row.category())) {
            MailAddress address = assertDoesNotThrow(() -> MailAddress.parse(row.address()));
            assertEquals(address, MailAddress.parse(address.toString()), "its own spelling parses to the same");
        } else {
            assertThrows(IllegalArgumentException.class, () -> MailAddress.parse(row.address()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Priya@EXAMPLE.com, Priya@example.com",
        "a@Bücher.example, a@xn--bcher-kva.example",
        "a@faß.de, a@xn--fa-hia.de",
        "a@βόλος.com, a@xn--nxasmm1c.com",
        "a@日本語。jp, a@xn--wgv71a119e.jp",
        "a@XN--BCHER-KVA.example, a@xn--bcher-kva.example",
        "a@مثال.إختبار, a@xn--mgbh0fb.xn--kgbechtv",
        "a@ＥＸＡＭＰＬＥ.com, a@example.com",
        "\"plain\"@example.com, plain@example.com",
        "a@[IPV6:2001:DB8::1], a@[IPv6:2001:db8::1]"
    })
    void there_is_one_spelling(String given, String expected) {
        assertEquals(expected, MailAddress.parse(given).toString());
    }

    static Stream<String> refused() {
        return Stream.of(
                "a@exa\u200dmple.com", // joiner
                "a@\u202eexample.com",
                "a@xn--.com",
                "a@xn--a.com",
                "a@xn--zzzzzzzzzzzzzzz.com",
                "a@xn--fa-hia-.com",
                "a@xn--example.com", // decodes to what is not its canonical form
                "a@i\u2764.ws",
                "a@\u0627a.com", // mixed directions
                "a@ex_ample.com",
                "a@example.com\u0000",
                "a@example.com>\r\nRCPT TO:<b@example.com",
                "a\u202e@example.com",
                "a\u00a0b@example.com",
                "a\ud800@example.com",
                "a\u0085@example.com",
                "a,b@example.com",
                "a@b@example.com",
                "a@".concat("x".repeat(2000)),
                "\u00e9".repeat(33) + "@example.com");
    }

    @ParameterizedTest
    @MethodSource("refused")
    void tricks_are_refused(String text) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> MailAddress.parse(text));
        assertTrue(e.getMessage().chars().allMatch(c -> c >= ' ' && c <= '~'), "the reason is safe to show");
    }

    @Test
    void only_a_local_part_beyond_ascii_needs_smtputf8() {
        assertTrue(MailAddress.parse("用户@example.com").needsSmtpUtf8());
        assertFalse(MailAddress.parse("user@例え.jp").needsSmtpUtf8());
    }

    @Test
    void the_case_of_the_local_part_is_kept_and_counts() {
        assertNotEquals(MailAddress.parse("A@example.com"), MailAddress.parse("a@example.com"));
        assertEquals("A", MailAddress.parse("A@example.com").local());
    }

    @Test
    void quotes_stay_where_they_are_needed() {
        assertEquals(
                "\"a b\"@example.com",
                MailAddress.parse("\"a\\ b\"@example.com").toString());
        assertEquals(
                "\"a\\\"b\"@example.com",
                MailAddress.parse("\"a\\\"b\"@example.com").toString());
        assertEquals("\"\"@example.com", MailAddress.parse("\"\"@example.com").toString());
        assertTrue(MailAddress.parse("a@[192.0.2.1]").isLiteral());
    }

    @ParameterizedTest
    @CsvSource({
        "Example.COM, example.com",
        "Bücher.example, xn--bcher-kva.example",
        "straße.example, xn--strae-oqa.example",
        "faß.de, xn--fa-hia.de",
        "βόλος.com, xn--nxasmm1c.com",
        "例え。テスト, xn--r8jz45g.xn--zckzah"
    })
    void a_domain_becomes_ascii_without_becoming_another(String name, String ascii) {
        assertEquals(ascii, DomainNames.toAscii(name));
    }

    @Test
    void punycode_goes_both_ways() {
        for (String name : List.of("bücher", "他们为什么不说中文", "почемужеонинеговорятпорусски", "faß")) {
            String ascii = DomainNames.toAscii(name + ".example");
            assertEquals(name + ".example", DomainNames.toUnicode(ascii));
        }
        assertEquals("xn--ihqwcrb4cv8a8dqg056pqjye", DomainNames.toAscii("他们为什么不说中文"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"Priya, K.\" <p@example.com>", " \"Priya, K.\" <p@example.com> "})
    void a_mailbox_has_a_name_and_an_address(String text) {
        Mailbox box = Mailbox.parse(text);
        assertEquals("Priya, K.", box.name());
        assertEquals("p@example.com", box.address().toString());
    }

    @Test
    void a_mailbox_may_be_bare() {
        assertEquals("", Mailbox.parse("p@example.com").name());
        assertEquals("", Mailbox.parse("<p@example.com>").name());
        assertEquals("Zoë", Mailbox.parse("Zoë <p@example.com>").name());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a <b> <p@example.com>",
                "\"a <p@example.com>",
                "\"a\" b <p@example.com>",
                "a\r\nBcc: x <p@example.com>",
                "p@example.com>",
                "a\u202eb <p@example.com>",
                "a <p@example.com> b"
            })
    void a_mailbox_with_tricks_is_refused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Mailbox.parse(text));
    }
}
