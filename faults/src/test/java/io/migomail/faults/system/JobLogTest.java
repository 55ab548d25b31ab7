package io.migomail.faults.system;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class JobLogTest {
    private static final String JOB =
            "INFO  ExecutionGraph  Job delivery (00000000000000000000000000000001) switched from ";

    @Test
    void aJobThatFailsOverIsSeen() {
        assertTrue(JobLog.isRestart(JOB + "state RUNNING to RESTARTING."));
    }

    @Test
    void aJobThatStartsIsNoRestart() {
        assertFalse(JobLog.isRestart(JOB + "state CREATED to RUNNING."));
    }
}
