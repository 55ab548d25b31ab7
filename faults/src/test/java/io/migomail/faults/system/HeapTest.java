package io.migomail.faults.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class HeapTest {
    @Test
    void bothGenerationsCountAndMetaspaceDoesNot() throws IOException {
        assertEquals(3 << 10, Heap.parse("""
                 PSYoungGen      total 76288K, used 1K [0x1, 0x2, 0x3)
                 ParOldGen       total 175104K, used 2K [0x1, 0x2, 0x3)
                 Metaspace       used 300K, committed 512K, reserved 1114112K
                """));
    }

    @Test
    void somethingElseIsNoHeap() {
        assertThrows(IOException.class, () -> Heap.parse("no such process"));
    }

    @Test
    void thisJvmHasOne() throws Exception {
        assertTrue(Heap.used(ProcessHandle.current().pid()) > 0);
    }
}
