package io.migomail.bench.scale;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ScaleCommandTest {
    private static ScaleRun.Result result(int cells, double perSecond, int arrived, int duplicates) {
        return new ScaleRun.Result(
                cells,
                perSecond,
                1_000,
                arrived,
                duplicates,
                Map.of("tm delivery", 1.25),
                Map.of("tm delivery", 1.05),
                Map.of("tm delivery", 40.0),
                Map.of("tm delivery", 300L << 20),
                Map.of("mail.outcomes", 900.0));
    }

    @Test
    void speedIsComparedWithAsManyTimesTheFirst() {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ScaleCommand command = new ScaleCommand(new PrintStream(said, true, StandardCharsets.UTF_8));
        ScaleRun.Result first = result(1, 100, 1_000, 0);
        command.print(first, first);
        command.print(result(2, 190, 1_000, 0), first);
        String text = said.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("1 cells: 100 messages a second (1.00 of as many times the first)"), text);
        assertTrue(text.contains("2 cells: 190 messages a second (0.95 of as many times the first)"), text);
        assertTrue(text.matches("(?s).*tm delivery +1\\.25 +1\\.05 +40 +300.*"), text);
        assertTrue(text.matches("(?s).*mail\\.outcomes 900.*"), text);
    }

    @Test
    void onlyALoadOfWhichAllArrivedOnceIsSound() {
        assertTrue(result(1, 100, 1_000, 0).sound());
        assertTrue(result(1, 100, 1_001, 0).sound(), "one that was not answered, and was taken");
        assertFalse(result(1, 100, 999, 0).sound());
        assertFalse(result(1, 100, 1_000, 1).sound());
    }

    @Test
    void numbersThatMakeNoSenseAreRefused() {
        ScaleOptions options = CommandLine.populateCommand(new ScaleOptions(), "--cells", "2,3", "--share", "0.5");
        options.check();
        assertEquals(3, options.cells[1]);
        ScaleOptions many = CommandLine.populateCommand(new ScaleOptions(), "--cells", "17");
        assertThrows(IllegalArgumentException.class, many::check);
        ScaleOptions none = CommandLine.populateCommand(new ScaleOptions(), "--count", "0");
        assertThrows(IllegalArgumentException.class, none::check);
        ScaleOptions template = CommandLine.populateCommand(new ScaleOptions(), "--cells", "1,2", "--template");
        assertThrows(IllegalArgumentException.class, template::check);
        assertEquals(
                "otp-verification-v3",
                CommandLine.populateCommand(new ScaleOptions(), "--cells", "1", "--template")
                        .templateAlias());
    }
}
