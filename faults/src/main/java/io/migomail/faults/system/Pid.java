package io.migomail.faults.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A process that a command of ours started and left behind, and its descendants. */
record Pid(long number) {
    private static final Duration DEATH = Duration.ofSeconds(20);

    /** kill -9; returns when all of it is dead. */
    void kill() throws IOException {
        List<ProcessHandle> all = family(number);
        all.forEach(ProcessHandle::destroyForcibly);
        long end = System.nanoTime() + DEATH.toNanos();
        while (all.stream().anyMatch(Pid::runs)) {
            if (System.nanoTime() > end) {
                throw new IOException("process " + number + " outlived a SIGKILL by " + DEATH);
            }
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
    }

    /** STOP or CONT. */
    void signal(String name) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        family(number).forEach(each -> command.add(Long.toString(each.pid())));
        Tool.run(command.toArray(String[]::new));
    }

    /** A process and its descendants. */
    static List<ProcessHandle> family(long number) {
        List<ProcessHandle> all = new ArrayList<>();
        ProcessHandle.of(number).ifPresent(own -> {
            all.add(own);
            own.descendants().forEach(all::add);
        });
        return all;
    }

    /** One that nobody reaps has ended nevertheless. */
    private static boolean runs(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return process.isAlive() && stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException e) {
            return process.isAlive();
        }
    }
}
