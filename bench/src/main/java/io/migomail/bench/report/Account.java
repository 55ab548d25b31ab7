package io.migomail.bench.report;

import io.migomail.bench.load.Answer;
import io.migomail.bench.load.Sent;
import io.migomail.bench.mx.Arrivals;
import io.migomail.bench.process.Samples.Sample;
import io.migomail.bench.process.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Turns what sender, MX and samples noted into figures.
 *
 * @param warmFrom instant of the monotonic clock from which a message due is a warm one
 * @param samples in order, at least one
 */
public record Account(Sent sent, Arrivals arrivals, List<Sample> samples, long warmFrom) {
    private static final double SECOND = 1e9;
    private static final double MILLI = 1e6;
    private static final long MIB = 1024 * 1024;

    /** The whole report. */
    public RunReport report(String system, int strays, Map<String, Spread> stages, FloodReport.Seen flood) {
        Sample first = samples.get(0);
        Sample last = samples.get(samples.size() - 1);
        // The backlog of a warm-up must not be paid for by the warm part.
        long cold = numbers(false).stream().filter(n -> arrivals.at(n) != 0).count();
        Sample warm = samples.stream()
                .filter(s -> s.at() >= warmFrom && s.arrived() >= cold)
                .findFirst()
                .orElse(last);
        return new RunReport(
                system,
                part(numbers(false), first, warm),
                part(numbers(true), warm, last),
                stages,
                lost(),
                arrivals.duplicates(),
                strays,
                errors(),
                flood,
                memory());
    }

    /** Adds a line for each message that arrived: system, number, when it was due and how long it took in milliseconds. */
    public void write(String system, Path file) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int n = 0; n < sent.count(); n++) {
            if (arrivals.at(n) != 0) {
                lines.append(system).append('\t').append(n);
                lines.append('\t').append((sent.due(n) - sent.due(0)) / MILLI);
                lines.append('\t')
                        .append((arrivals.at(n) - sent.due(n)) / MILLI)
                        .append('\n');
            }
        }
        Files.writeString(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Numbers of the messages of one part. */
    public List<Integer> numbers(boolean warm) {
        List<Integer> out = new ArrayList<>();
        for (int n = 0; n < sent.count(); n++) {
            if (sent.due(n) >= warmFrom == warm) {
                out.add(n);
            }
        }
        return out;
    }

    private Part part(List<Integer> numbers, Sample from, Sample to) {
        List<Long> latency = new ArrayList<>();
        List<Long> accept = new ArrayList<>();
        long begin = Long.MAX_VALUE;
        long end = Long.MIN_VALUE;
        for (int n : numbers) {
            begin = Math.min(begin, sent.due(n));
            if (sent.accepted(n)) {
                accept.add(sent.answeredAt(n) - sent.due(n));
            }
            if (arrivals.at(n) != 0) {
                latency.add(arrivals.at(n) - sent.due(n));
                end = Math.max(end, arrivals.at(n));
            }
        }
        double seconds = latency.isEmpty() ? 0 : (end - begin) / SECOND;
        double arrived = Math.max(1, to.arrived() - from.arrived());
        Usage used = to.usage();
        Usage before = from.usage();
        return new Part(
                numbers.size(),
                accept.size(),
                latency.size(),
                Spread.ofNanos(latency),
                Spread.ofNanos(accept),
                seconds > 0 ? latency.size() / seconds : 0,
                (used.cpuMillis() - before.cpuMillis()) / arrived,
                (used.storeCpuMillis() - before.storeCpuMillis()) / arrived);
    }

    private int lost() {
        int lost = 0;
        for (int n = 0; n < sent.count(); n++) {
            lost += sent.accepted(n) && arrivals.at(n) == 0 ? 1 : 0;
        }
        return lost;
    }

    private Map<String, Integer> errors() {
        Map<String, Integer> out = new TreeMap<>();
        for (int n = 0; n < sent.count(); n++) {
            Answer answer = sent.answer(n);
            if (answer == null) {
                out.merge("connection", 1, Integer::sum);
            } else if (!answer.accepted()) {
                out.merge(Integer.toString(answer.code()), 1, Integer::sum);
            }
        }
        return out;
    }

    private RunReport.Memory memory() {
        long own = samples.stream().mapToLong(s -> s.usage().rssBytes()).max().orElse(0);
        long store =
                samples.stream().mapToLong(s -> s.usage().storeRssBytes()).max().orElse(0);
        return new RunReport.Memory(own / MIB, store / MIB);
    }
}
