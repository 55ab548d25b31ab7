package io.migomail.bench.sizing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SizingCommandTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    private Path table;

    @BeforeEach
    void cheap() throws IOException {
        table = Files.write(
                folder.resolve("costs.tsv"),
                Tables.lines(Map.of("delivery.cpu.fixed", 1.0, "delivery.cpu.template", 0.4)));
    }

    private int run(String... words) {
        List<String> all = new ArrayList<>(
                List.of("--costs", table.toString(), "--seconds", "5", "--tm-cores", "4", "--per-cell", "4"));
        all.addAll(List.of(words));
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        return new CommandLine(new SizingCommand(out))
                .setExecutionExceptionHandler((e, line, result) -> e instanceof IllegalArgumentException ? 2 : 70)
                .setParameterExceptionHandler((e, line) -> 64)
                .execute(all.toArray(String[]::new));
    }

    private String text() {
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aPlanThatHoldsIsPrintedWithItsSimulation() {
        assertEquals(0, run("--rate", "1000"), text());
        assertTrue(text().contains("delivery TaskManagers         1      1      4      25%"), text());
        assertTrue(text().contains("critical"), text());
        assertTrue(text().endsWith("the plan holds\n"), text());
    }

    @Test
    void aTemplateIsReckonedByItsOwnCost() {
        assertEquals(0, run("--rate", "1000", "--template"), text());
        assertTrue(text().contains("delivery TaskManagers         1      1      4      10%"), text());
    }

    @Test
    void aLimitThatIsMissedIsAFailure() {
        assertEquals(1, run("--rate", "1000", "--limit", "10"), text());
        assertTrue(text().contains("limit 10: missed"), text());
    }

    @Test
    void processesThatAreFullAreAFailure() {
        assertEquals(1, run("--rate", "3900", "--utilisation", "1", "--limit", "600000"), text());
        assertTrue(text().contains("limit 80%: missed"), text());
    }

    @Test
    void anObjectionIsAFailure() {
        assertEquals(1, run("--rate", "1000", "--pools", "1", "--limit", "600000"), text());
        assertTrue(text().contains("provider:google takes 100 messages a second of one pool"), text());
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        for (String[] words : new String[][] {
            {"--rate", "0"}, {"--critical", "0.9", "--high", "0.2"}, {"--limit", "0"}, {"--utilisation", "1.1"},
            {"--cores", "0"}, {"--largest", "2"}, {"--recipients", "0"}, {"--size", "-1"}
        }) {
            assertEquals(2, run(words), String.join(" ", words));
        }
        assertEquals("", text());
    }
}
