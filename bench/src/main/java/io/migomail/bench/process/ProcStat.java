package io.migomail.bench.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One process as {@code /proc} shows it (proc(5)).
 *
 * @param ticks CPU time in units of 10 ms, with that of children that ended and were waited for
 */
record ProcStat(long pid, long parent, long ticks) {
    /** Field 3 follows the name, which stands in brackets and may hold anything. */
    private static final int PARENT = 1;

    private static final int USER_TICKS = 11;
    private static final int TIMES = 4;

    /** The process of this folder; empty where it has ended meanwhile. */
    static Optional<ProcStat> read(Path folder) {
        try {
            String text = Files.readString(folder.resolve("stat"), StandardCharsets.ISO_8859_1);
            return Optional.of(parse(text));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static ProcStat parse(String text) {
        long pid = Long.parseLong(text.substring(0, text.indexOf(' ')));
        String[] fields = text.substring(text.lastIndexOf(')') + 2).trim().split(" ");
        long ticks = 0;
        for (int i = USER_TICKS; i < USER_TICKS + TIMES; i++) {
            ticks += Long.parseLong(fields[i]);
        }
        return new ProcStat(pid, Long.parseLong(fields[PARENT]), ticks);
    }

    /** Resident memory in octets; 0 where the process has ended. */
    static long residentBytes(Path folder) {
        try {
            for (String line : Files.readAllLines(folder.resolve("status"), StandardCharsets.ISO_8859_1)) {
                if (line.startsWith("VmRSS:")) {
                    return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
                }
            }
        } catch (IOException e) {
            // Ended between two reads: it holds nothing any more.
        }
        return 0;
    }

    /** Whether the process is a ClickHouse engine, by its program or its main class. */
    static boolean isEventStore(Path folder) {
        try {
            String[] words = Files.readString(folder.resolve("cmdline"), StandardCharsets.ISO_8859_1)
                    .split("\0");
            if (words[0].substring(words[0].lastIndexOf('/') + 1).startsWith("clickhouse")) {
                return true;
            }
            for (String word : words) {
                if (word.endsWith(".ClickHouseLocalMain")) {
                    return true;
                }
            }
        } catch (IOException e) {
            // Ended between two reads.
        }
        return false;
    }
}
