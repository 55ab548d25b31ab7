package io.migomail.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.migomail.bench.load.Answer;
import io.migomail.bench.load.Sent;
import io.migomail.bench.mx.Arrivals;
import io.migomail.bench.process.Samples.Sample;
import io.migomail.bench.process.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountTest {
    private static final FloodReport.Seen NO_FLOOD = new FloodReport.Seen(0, 0, 0);
    private static final long MILLI = 1_000_000;
    private static final long MIB = 1024 * 1024;

    private final Sent sent = new Sent(6);
    private final Arrivals arrivals = new Arrivals("r", 6);

    private void message(int n, long dueMillis, long answerMillis, int code, long arrivalMillis) {
        sent.due(n, dueMillis * MILLI);
        if (code != 0) {
            sent.answered(n, answerMillis * MILLI, new Answer(code, "msg_" + n));
        }
        if (arrivalMillis != 0) {
            arrivals.accepted("r-" + n, arrivalMillis * MILLI);
        }
    }

    /** Two cold messages, four warm ones: one delivered, one lost, one refused, one without an answer. */
    private RunReport report() {
        message(0, 1000, 1090, 200, 1500);
        message(1, 1500, 1520, 200, 1600);
        message(2, 2000, 2003, 200, 2010);
        message(3, 2500, 2504, 200, 0);
        message(4, 2600, 2601, 429, 0);
        message(5, 2700, 0, 0, 0);
        arrivals.accepted("r-2", 2900 * MILLI);
        List<Sample> samples = List.of(
                new Sample(1000 * MILLI, 0, new Usage(100, 10, 50 * MIB, 5 * MIB)),
                new Sample(1900 * MILLI, 2, new Usage(150, 12, 90 * MIB, 9 * MIB)),
                new Sample(2001 * MILLI, 2, new Usage(160, 20, 80 * MIB, 7 * MIB)),
                new Sample(3000 * MILLI, 3, new Usage(164, 21, 60 * MIB, 6 * MIB)));
        return new Account(sent, arrivals, samples, 2000 * MILLI)
                .report("it", 0, Map.of("queue_ms", Spread.of(new double[] {2})), NO_FLOOD);
    }

    @Test
    void everyArrivalIsALineOfTheFileOfLatencies(@TempDir Path folder) throws IOException {
        message(0, 1000, 1090, 200, 1500);
        message(1, 1500, 1520, 200, 0);
        message(2, 2000, 2003, 200, 2010);
        Path file = folder.resolve("latencies");
        Account account = new Account(sent, arrivals, List.of(), 0);
        account.write("it", file);
        account.write("peer", file);
        assertEquals(
                List.of("it\t0\t0.0\t500.0", "it\t2\t1000.0\t10.0", "peer\t0\t0.0\t500.0", "peer\t2\t1000.0\t10.0"),
                Files.readAllLines(file));
    }

    @Test
    void coldAndWarmMessagesAreApart() {
        RunReport report = report();
        assertEquals(new Spread(2, 100, 500, 500, 500), report.cold().latency());
        assertEquals(new Spread(2, 20, 90, 90, 90), report.cold().accept());
        assertEquals(new Spread(1, 10, 10, 10, 10), report.warm().latency());
        assertEquals(new Spread(2, 3, 4, 4, 4), report.warm().accept());
        assertEquals(2 / 0.6, report.cold().throughput(), 1e-9);
    }

    @Test
    void whatWasTakenAndNeverCameIsLostAndTheRestAreErrors() {
        RunReport report = report();
        assertEquals(1, report.lost());
        assertEquals(1, report.duplicates());
        assertEquals(Map.of("429", 1, "connection", 1), report.errors());
        assertFalse(report.sound());
    }

    @Test
    void cpuIsDividedByTheMessagesThatArrivedMeanwhile() {
        RunReport report = report();
        assertEquals(30, report.cold().cpuMs());
        assertEquals(5, report.cold().storeCpuMs());
        assertEquals(4, report.warm().cpuMs());
        assertEquals(1, report.warm().storeCpuMs());
        assertEquals(new RunReport.Memory(90, 9), report.memory());
    }

    @Test
    void aRunWithoutLossIsSoundAndOneWithoutMailIsNot() {
        message(0, 1000, 1001, 200, 1002);
        List<Sample> samples = List.of(new Sample(1, 0, Usage.NONE));
        assertTrue(new Account(sent, arrivals, samples, 0)
                .report("it", 0, Map.of(), NO_FLOOD)
                .sound());
        Account none = new Account(new Sent(1), new Arrivals("r", 1), samples, 0);
        assertFalse(none.report("it", 0, Map.of(), NO_FLOOD).sound());
    }

    @Test
    void theTextHoldsEveryFigure() {
        String text = ReportText.of(report());
        for (String figure :
                List.of("warm, due to MX's 250", "stage queue_ms", "lost 1", "duplicates 1", "429=1", "90 MiB")) {
            assertTrue(text.contains(figure), () -> figure + " in " + text);
        }
    }

    @Test
    void jsonNamesAreSnakeCase() throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        JsonNode json = mapper.readTree(mapper.writeValueAsString(report()));
        assertEquals(500, json.path("cold").path("latency").path("p99").asInt());
        assertEquals(30, json.path("cold").path("cpu_ms").asInt());
        assertEquals(9, json.path("memory").path("store_peak_mib").asInt());
    }
}
