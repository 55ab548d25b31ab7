package io.migomail.e2e.crash;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.migomail.analytics.local.EngineLibrary;
import io.migomail.analytics.local.EngineMissingException;
import io.migomail.core.FreePorts;
import io.migomail.standalone.Api;
import io.migomail.standalone.Main;
import io.migomail.standalone.Ready;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * {@code migomail up --json} as a child process with the class path of this one, so that it can be killed as a whole.
 * From {@link #start} until it is killed, stopped or closed; one thread.
 */
final class StackProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(180);
    private static final Duration STOP = Duration.ofSeconds(120);
    private static final Path OPTIONS = Path.of("../standalone/jvm.options");
    private static final ObjectMapper JSON =
            new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

    private final Process process;
    private final Ready ready;
    private final Duration startTime;

    private StackProcess(Process process, Ready ready, Duration startTime) {
        this.process = process;
        this.ready = ready;
        this.startTime = startTime;
    }

    /** Settings of a stack that can be started again at the same place. */
    static Map<String, String> settings(Path data, String... more) {
        Map<String, String> settings = new java.util.HashMap<>();
        settings.put("MIGO_DATA", data.toString());
        settings.put("MIGO_HTTP", "127.0.0.1:" + FreePorts.ofThisProcess().next());
        settings.put("MIGO_SMTP", "127.0.0.1:" + FreePorts.ofThisProcess().next());
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return Map.copyOf(settings);
    }

    /** Starts it and waits until it says that it is ready. */
    static StackProcess start(Map<String, String> settings) throws IOException, InterruptedException {
        requireEngine();
        long began = System.nanoTime();
        Path errors = Files.createTempFile("migomail-", ".err");
        Process process = launch(settings, errors);
        CompletableFuture<String> line = CompletableFuture.supplyAsync(() -> firstLine(process));
        try {
            String json = line.get(START.toMillis(), TimeUnit.MILLISECONDS);
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            if (json.isEmpty()) {
                throw new IOException(
                        "the stack ended with status " + process.waitFor() + ": " + Files.readString(errors));
            }
            return new StackProcess(
                    process, JSON.readValue(json, ReadyJson.class).ready(), took);
        } catch (java.util.concurrent.ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            throw new IOException("the stack was not ready within " + START + ": " + Files.readString(errors), e);
        } finally {
            Files.deleteIfExists(errors);
        }
    }

    /** Runs it where it is expected to refuse; what it wrote to standard error, and its status. */
    static Refusal refused(Map<String, String> settings) throws IOException, InterruptedException {
        Path errors = Files.createTempFile("migomail-", ".err");
        Process process = launch(settings, errors);
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException("it did not refuse within " + STOP);
            }
            return new Refusal(process.exitValue(), Files.readString(errors));
        } finally {
            process.destroyForcibly();
            Files.deleteIfExists(errors);
        }
    }

    /** An end by itself. */
    record Refusal(int status, String words) {}

    Ready ready() {
        return ready;
    }

    /** From the start of the process to its line of JSON. */
    Duration startTime() {
        return startTime;
    }

    Api api() {
        return new Api(ready.http(), ready.liveKey());
    }

    /** kill -9 of the Java process alone; returns when its children are gone too, which they must notice themselves. */
    void kill() throws InterruptedException {
        List<ProcessHandle> children = process.descendants().toList();
        assertFalse(children.isEmpty(), "the event store is a child process");
        process.destroyForcibly().waitFor();
        for (ProcessHandle child : children) {
            Await.until(Duration.ofSeconds(120), "the end of child " + child.pid(), () -> ended(child));
        }
    }

    /** SIGTERM; the status with which it ended. */
    int stop() throws InterruptedException, IOException {
        process.destroy();
        if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("the stack did not stop within " + STOP);
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        all.forEach(ProcessHandle::destroyForcibly);
        process.onExit().join();
    }

    /** A child JVM of this class path. */
    static ProcessBuilder java(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + OPTIONS,
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    private static Process launch(Map<String, String> settings, Path errors) throws IOException {
        ProcessBuilder builder = java(Main.class, "up", "--json").redirectError(errors.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("MIGO_"));
        builder.environment().putAll(settings);
        return builder.start();
    }

    private static String firstLine(Process process) {
        try {
            BufferedReader out = process.inputReader();
            String line = out.readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            return "";
        }
    }

    /** A child whose parent is gone may stay as a zombie where process 1 does not reap. */
    private static boolean ended(ProcessHandle child) {
        if (!child.isAlive()) {
            return true;
        }
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(child.pid()), "stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) == 'Z';
        } catch (IOException e) {
            return !child.isAlive();
        }
    }

    /** Skips the test where the engine is not installed, and fails it under {@code CI=true}. */
    static void requireEngine() {
        try {
            EngineLibrary.locate(System.getenv());
        } catch (EngineMissingException e) {
            assertFalse("true".equals(System.getenv("CI")), e.getMessage());
            abort(e.getMessage());
        }
    }

    /** The line of JSON, by its names. */
    private record ReadyJson(
            String http,
            String smtp,
            String account,
            String live_key,
            String sandbox_key,
            String from,
            String ca,
            String inbox,
            String data,
            String email,
            String password) {
        Ready ready() {
            return new Ready(http, smtp, account, live_key, sandbox_key, from, ca, inbox, data, email, password);
        }
    }
}
