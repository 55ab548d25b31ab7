package io.migomail.standalone.cluster;

import io.migomail.standalone.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A process that was started before, by this program or by an earlier one: known by its pid and the time of its start,
 * so that a number that was given again is not taken for it. Signals reach its children too. Immutable.
 */
final class PartProcess {
    private static final Duration SIGNAL = Duration.ofSeconds(20);
    private static final int STARTED_AT = 19;

    private final ProcessHandle handle;

    private PartProcess(ProcessHandle handle) {
        this.handle = handle;
    }

    /** The process that the file names, where it still is there. */
    static Optional<PartProcess> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String[] words = Files.readString(file).strip().split(" ");
        if (words.length != 2) {
            return Optional.empty(); // the start was killed in mid sentence, before the process was
        }
        return ProcessHandle.of(Long.parseLong(words[0]))
                .filter(handle -> startOf(handle).equals(words[1]))
                .map(PartProcess::new)
                .filter(process -> process.state() != State.ENDED);
    }

    /** Makes a new process known. */
    static void write(Path file, ProcessHandle handle) throws IOException {
        Files.writeString(file, handle.pid() + " " + startOf(handle) + "\n");
    }

    long pid() {
        return handle.pid();
    }

    /** As it is now; one that waits to be reaped has ended. */
    State state() {
        if (!handle.isAlive()) {
            return State.ENDED;
        }
        List<String> stat = stat(handle.pid());
        String letter = stat.isEmpty() ? "" : stat.get(0);
        return switch (letter) {
            case "Z", "X" -> State.ENDED;
            case "T", "t" -> State.STOPPED;
            default -> State.RUNNING;
        };
    }

    /** SIGKILL; returns when it has ended. */
    void kill() throws InterruptedException {
        List<ProcessHandle> all = family();
        all.forEach(ProcessHandle::destroyForcibly);
        Waiting.until(
                SIGNAL,
                "the end of process " + pid(),
                () -> all.stream().allMatch(each -> new PartProcess(each).state() == State.ENDED));
    }

    /** SIGTERM, also where it is frozen; SIGKILL where it has not ended in time, and false then. */
    boolean end(Duration patience) throws IOException, InterruptedException {
        handle.destroy();
        if (state() == State.STOPPED) {
            signal("CONT");
        }
        try {
            Waiting.until(patience, "the end of process " + pid(), () -> state() == State.ENDED);
            return true;
        } catch (StartException e) {
            kill();
            return false;
        }
    }

    /** SIGSTOP or SIGCONT; returns when it has taken effect. */
    void freeze(boolean frozen) throws IOException, InterruptedException {
        signal(frozen ? "STOP" : "CONT");
        State wanted = frozen ? State.STOPPED : State.RUNNING;
        Waiting.until(SIGNAL, "process " + pid() + " to be " + wanted.word(), () -> state() == wanted);
    }

    private void signal(String name) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        family().forEach(each -> command.add(Long.toString(each.pid())));
        Process kill = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!kill.waitFor(SIGNAL.toSeconds(), TimeUnit.SECONDS) || kill.exitValue() != 0) {
            throw new IOException("process " + pid() + " did not take signal " + name);
        }
    }

    private List<ProcessHandle> family() {
        List<ProcessHandle> all = new ArrayList<>(List.of(handle));
        handle.descendants().forEach(all::add);
        return all;
    }

    /** Clock ticks since boot where the system tells them: they do not move when the clock is set. */
    private static String startOf(ProcessHandle handle) {
        List<String> stat = stat(handle.pid());
        return stat.size() > STARTED_AT
                ? stat.get(STARTED_AT)
                : handle.info().startInstant().map(Instant::toString).orElse("unknown");
    }

    /** The fields of {@code /proc/PID/stat} from the third, the state; none where there is no such file. */
    private static List<String> stat(long pid) {
        try {
            String line = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return List.of(line.substring(line.lastIndexOf(')') + 2).split(" "));
        } catch (IOException e) {
            return List.of(); // another system, or it has just gone
        }
    }
}
