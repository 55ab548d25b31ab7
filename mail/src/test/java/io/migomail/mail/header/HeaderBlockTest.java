package io.migomail.mail.header;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderBlockTest {
    private static HeaderBlock parse(String text) throws HeaderFormatException {
        return HeaderBlock.parse(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String string(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Test
    void fields_are_unfolded_and_decoded() throws HeaderFormatException {
        HeaderBlock block =
                parse("Subject: =?utf-8?q?a=C3=A4?=\r\n =?utf-8?q?b?=\r\nX:\r\n\tv\r\n\r\nbody: no field\r\n");
        assertEquals(2, block.fields().size());
        assertEquals("a\u00e4b", block.single("SUBJECT").orElseThrow().text());
        assertEquals("v", block.single("x").orElseThrow().value());
    }

    @Test
    void what_is_not_removed_stays_octet_for_octet() throws HeaderFormatException {
        HeaderBlock block = parse("A: 1\r\nBcc: x@y,\r\n z@y\r\nB:  2 \r\n  3\r\n\r\n\u00ff\r\n.\r\n");
        assertEquals(
                "P: q\r\nA: 1\r\nB:  2 \r\n  3\r\n\r\n\u00ff\r\n.\r\n",
                string(block.rewrite("P: q\r\n", field -> field.is("bcc"))));
    }

    @Test
    void header_and_message_end_with_crlf_afterwards() throws HeaderFormatException {
        assertEquals("A: 1\r\n\r\n", string(parse("A: 1").rewrite("", field -> false)));
        assertEquals("A: 1\r\n\r\n", string(parse("A: 1\r\n").rewrite("", field -> false)));
        assertEquals("A: 1\r\n\r\nx\r\n", string(parse("A: 1\r\n\r\nx").rewrite("", field -> false)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " continuation first: x\r\n\r\n",
                "no colon\r\n\r\n",
                "From me Mon Jan 1\r\nA: b\r\n\r\n",
                "A : b\r\n\r\n",
                ": b\r\n\r\n",
                "A\u00e4: b\r\n\r\n",
                "A: \u00e4\r\n\r\n",
                "A: b\u0007\r\n\r\n",
                "A: b\r\nhello body without an empty line\r\n"
            })
    void what_two_programs_could_read_in_two_ways_is_refused(String text) {
        assertThrows(HeaderFormatException.class, () -> parse(text));
    }

    @Test
    void several_fields_of_one_name_are_no_single_one() throws HeaderFormatException {
        HeaderBlock block = parse("From: a@b\r\nfrom: c@d\r\n\r\n");
        assertThrows(HeaderFormatException.class, () -> block.single("From"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a@b.example||a@b.example",
                "<a@b.example>||a@b.example",
                "Priya <a@b.example>|Priya|a@b.example",
                "\"K, Priya\" <a@b.example>|K, Priya|a@b.example",
                "=?utf-8?b?w6Q=?= <a@b.example>|\u00e4|a@b.example",
                "a@b.example (Priya)|Priya|a@b.example"
            })
    void one_mailbox_is_read(String value, String name, String address) {
        assertEquals(name == null ? "" : name, AddressFields.single(value).name());
        assertEquals(address, AddressFields.single(value).address().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b.example, c@d.example",
                "a@b.example <c@d.example>",
                "x, a@b.example <c@d.example>",
                "group: a@b.example;",
                "group: a <a@b.example>",
                "<a@b.example> <c@d.example>",
                "(c) <a@b.example>",
                "=?utf-8?q?a=0D=0AB?= <a@b.example>",
                ""
            })
    void what_may_hold_another_mailbox_is_refused(String value) {
        assertThrows(IllegalArgumentException.class, () -> AddressFields.single(value));
    }

    @Test
    void lists_are_read_as_far_as_possible() {
        assertEquals(
                2,
                AddressFields.list("a@b.example, \"x, y\" <c@d.example>, broken")
                        .size());
        assertTrue(AddressFields.list("<<<").isEmpty());
    }
}
