package io.migomail.testkit.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * {@code ./migomail up --json} with settings of its own: what a harness looks at is what a user runs.
 *
 * @param home folder of the checkout, whose start script is run
 * @param settings by name; the user's own reach the child only where they say which ClickHouse or JVM options to use
 */
public record UpCommand(Path home, Map<String, String> settings) {
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration STOP = Duration.ofSeconds(30);

    /** A started stack: the process and its line of JSON. */
    public record Up(Child child, String line) {}

    /**
     * Starts it and waits until it says that it is ready.
     *
     * @param name of the log file in the scratch folder, which ends the process with itself
     * @throws IOException where it does not come up within three minutes, with its last words
     */
    public Up start(Scratch scratch, String name) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(home.resolve("migomail").toString(), "up", "--json");
        environment(builder.environment());
        Child child = scratch.start(name, builder, STOP);
        return new Up(child, firstLine(child));
    }

    /** Makes the environment of the caller that of the child. */
    public void environment(Map<String, String> environment) {
        environment.keySet().removeIf(name -> name.startsWith("MIGO_") && !isKept(name));
        environment.putAll(settings);
    }

    private static boolean isKept(String name) {
        return name.startsWith("MIGO_CLICKHOUSE_") || name.equals("MIGO_JAVA_OPTS");
    }

    /** Waits for the line that says where it is reached; what follows on standard output is read and dropped. */
    private static String firstLine(Child child) throws IOException, InterruptedException {
        CompletableFuture<String> line = new CompletableFuture<>();
        Thread reader = new Thread(() -> read(child, line), "stack-output");
        reader.setDaemon(true);
        reader.start();
        try {
            return line.get(START.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IOException("the stack was not ready within " + START + "; it said: " + child.lastWords(), e);
        } catch (ExecutionException e) {
            throw new IOException("the stack did not start; it said: " + child.lastWords(), e);
        }
    }

    private static void read(Child child, CompletableFuture<String> line) {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(child.process().getInputStream(), StandardCharsets.UTF_8))) {
            String first = in.readLine();
            if (first == null) {
                throw new IOException("its output ended");
            }
            line.complete(first);
            in.transferTo(java.io.Writer.nullWriter());
        } catch (IOException e) {
            line.completeExceptionally(e);
        }
    }
}
