package io.migomail.bench.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessTreeTest {
    private static final long MIB = 1024 * 1024;

    @TempDir
    Path proc;

    private void process(long pid, long parent, String cmdline, String times, long mib) throws IOException {
        Path folder = Files.createDirectories(proc.resolve(Long.toString(pid)));
        String stat = pid + " (a ) b) S " + parent + " 1 1 0 -1 4194560 1 2 3 4 " + times + " 20 0 1 0 100 0 0";
        Files.writeString(folder.resolve("stat"), stat);
        Files.writeString(folder.resolve("status"), "Name:\tx\nVmPeak:\t  9 kB\nVmRSS:\t  " + mib * 1024 + " kB\n");
        Files.writeString(folder.resolve("cmdline"), cmdline);
    }

    @Test
    void aTreeIsSummedWithTheTimeOfChildrenThatEnded() throws IOException {
        process(10, 1, "java\0Main\0", "100 20 3 4", 500);
        process(11, 10, "worker\0", "1 1 0 0", 7);
        process(12, 11, "worker\0", "2 0 0 0", 5);
        process(99, 1, "stranger\0", "1000 1000 0 0", 900);
        assertEquals(new Usage(1310, 0, 512 * MIB, 0), new ProcessTree(proc, List.of(10L)).read());
    }

    @Test
    void theEventStoreAndItsChildrenAreCountedApart() throws IOException {
        process(10, 1, "java\0-cp\0clickhouse-jdbc.jar\0io.migomail.standalone.Main\0", "10 0 0 0", 100);
        process(11, 10, "java\0io.migomail.analytics.local.ClickHouseLocalMain\0--port\0", "5 0 0 0", 50);
        process(12, 11, "helper\0", "1 0 0 0", 3);
        process(13, 10, "/usr/bin/clickhouse-server\0", "2 0 0 0", 20);
        assertEquals(new Usage(100, 80, 100 * MIB, 73 * MIB), new ProcessTree(proc, List.of(10L)).read());
    }

    @Test
    void severalRootsAreSummedAndMissingOnesAreNothing() throws IOException {
        process(10, 1, "a\0", "1 0 0 0", 1);
        process(20, 1, "b\0", "1 0 0 0", 1);
        assertEquals(new Usage(20, 0, 2 * MIB, 0), new ProcessTree(proc, List.of(10L, 20L, 30L)).read());
        assertEquals(Usage.NONE, new ProcessTree(proc.resolve("none"), List.of(10L)).read());
    }

    @Test
    void aProcessThatEndsWhileItIsReadCountsNothing() throws IOException {
        process(10, 1, "a\0", "1 0 0 0", 1);
        Files.createDirectories(proc.resolve("11"));
        assertEquals(new Usage(10, 0, MIB, 0), new ProcessTree(proc, List.of(10L)).read());
    }

    @Test
    void thisVeryProcessUsesMemory() {
        Path real = Path.of("/proc");
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.isDirectory(real.resolve("self")), "no /proc here");
        Usage own = new ProcessTree(real, List.of(ProcessHandle.current().pid())).read();
        assertTrue(own.rssBytes() > 10 * MIB && own.cpuMillis() > 0, own.toString());
    }
}
