package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTest {
    private static String cell(Object value) {
        Csv csv = new Csv(List.of("c"));
        csv.line(List.of(value));
        return new String(csv.octets(), StandardCharsets.UTF_8).replaceFirst("^c\r\n", "");
    }

    @Test
    void linesEndWithCrLfAndCellsAreQuotedWhereTheyMustBe() {
        assertEquals("plain\r\n", cell("plain"));
        assertEquals("\"a,b\"\r\n", cell("a,b"));
        assertEquals("\"say \"\"x\"\"\"\r\n", cell("say \"x\""));
        assertEquals("\"two\nlines\"\r\n", cell("two\nlines"));
        assertEquals("Zürich\r\n", cell("Zürich"));
        assertEquals("\r\n", cell(""));
    }

    @Test
    void noTextIsAFormula() {
        for (String begin : List.of("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")) {
            assertEquals("'" + begin + "1+1\r\n", cell(begin + "1+1"));
        }
        assertEquals("'\t=1\r\n", cell("\t=1"));
        assertEquals("\"'\r=1\"\r\n", cell("\r=1"));
        assertEquals("a=1\r\n", cell("a=1"));
    }

    @Test
    void aNumberIsANumber() {
        assertEquals("-5\r\n", cell(-5L));
    }
}
