package io.migomail.mail.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ALabelsTest {
    @ParameterizedTest
    @CsvSource({
        "Example.COM, example.com",
        "Bücher.example, xn--bcher-kva.example",
        "straße.example, xn--strae-oqa.example",
        "faß.de, xn--fa-hia.de",
        "βόλος.com, xn--nxasmm1c.com",
        "例え。テスト, xn--r8jz45g.xn--zckzah",
        "i❤.example, xn--i-7iq.example"
    })
    void a_name_becomes_ascii_without_becoming_another(String name, String ascii) {
        assertEquals(ascii, ALabels.of(name).orElseThrow());
    }

    @Test
    void what_no_label_can_hold_is_refused() {
        assertEquals(true, ALabels.of("ü".repeat(80) + ".example").isEmpty());
    }
}
