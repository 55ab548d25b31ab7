package io.migomail.bench.scale;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpuShareTest {
    @TempDir
    private Path mounted;

    @Test
    void aQuarterOfACoreIsAQuarterOfThePeriodInTheUnifiedHierarchy() throws Exception {
        Files.writeString(mounted.resolve("cgroup.controllers"), "cpuset cpu io memory\n");
        CpuShare.at(mounted).limit(17, 0.25);
        Path group = mounted.resolve("migomail-bench-17");
        assertEquals("25000 100000", Files.readString(group.resolve("cpu.max")));
        assertEquals("17", Files.readString(group.resolve("cgroup.procs")));
    }

    @Test
    void itIsTheSameInAHierarchyOfItsOwn() throws Exception {
        Files.createDirectory(mounted.resolve("cpu"));
        Files.writeString(mounted.resolve("cpu/cpu.cfs_quota_us"), "-1\n");
        CpuShare.at(mounted).limit(17, 1.5);
        Path group = mounted.resolve("cpu/migomail-bench-17");
        assertEquals("150000", Files.readString(group.resolve("cpu.cfs_quota_us")));
        assertEquals("100000", Files.readString(group.resolve("cpu.cfs_period_us")));
        assertEquals("17", Files.readString(group.resolve("cgroup.procs")));
    }

    @Test
    void aMachineWithoutControlGroupsIsTold() {
        assertThrows(IOException.class, () -> CpuShare.at(mounted));
    }
}
