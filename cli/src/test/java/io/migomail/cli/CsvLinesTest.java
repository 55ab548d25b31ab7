package io.migomail.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class CsvLinesTest {
    @Test
    void cellsAreQuotedWhereTheyMustBe() {
        assertEquals("plain,,Zürich", CsvLines.of(List.of("plain", "", "Zürich")));
        assertEquals("\"a,b\",\"say \"\"x\"\"\"", CsvLines.of(List.of("a,b", "say \"x\"")));
    }

    @Test
    void noTextIsAFormula() {
        for (String begin : List.of("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")) {
            assertEquals("'" + begin + "1+1", CsvLines.of(List.of(begin + "1+1")));
        }
        assertEquals("a=1", CsvLines.of(List.of("a=1")));
    }

    @Test
    void aCellEndsNoLineAndHidesNoFormulaBehindOne() {
        assertEquals("two\uFFFDlines", CsvLines.of(List.of("two\nlines")));
        assertEquals("\uFFFD\uFFFD=1", CsvLines.of(List.of("\r\t=1")));
    }
}
