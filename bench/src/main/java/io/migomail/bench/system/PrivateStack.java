package io.migomail.bench.system;

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
 * A whole Migomail in a process of its own, on free ports and in a temporary folder, that delivers everything to the
 * measuring MX. {@link #start} returns when it takes mail; {@link #close} ends it and removes the folder.
 */
public final class PrivateStack implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration STOP = Duration.ofSeconds(30);

    private final Scratch scratch;
    private final Child child;
    private final Access access;

    private PrivateStack(Scratch scratch, Child child, Access access) {
        this.scratch = scratch;
        this.child = child;
        this.access = access;
    }

    /**
     * Starts it.
     *
     * @param home folder of the checkout, whose own start script is run: what is measured is what a user runs
     * @throws IOException where it does not come up, with its last words
     */
    public static PrivateStack start(Path home, int mxPort) throws IOException, InterruptedException {
        Scratch scratch = Scratch.open("stack");
        try {
            ProcessBuilder builder = new ProcessBuilder(home.resolve("migomail").toString(), "up", "--json");
            environment(builder.environment(), scratch.folder().resolve("data"), mxPort);
            Child child = scratch.start("stack", builder, STOP);
            return new PrivateStack(scratch, child, Access.parse(firstLine(child)));
        } catch (IOException | InterruptedException | RuntimeException e) {
            scratch.close();
            throw e;
        }
    }

    /** How it is reached. */
    public Access access() {
        return access;
    }

    /** Root of its process tree. */
    public long pid() {
        return child.pid();
    }

    @Override
    public void close() {
        scratch.close();
    }

    static void environment(Map<String, String> environment, Path data, int mxPort) {
        // The user's own settings must not reach a run that is to be compared.
        environment.keySet().removeIf(name -> name.startsWith("MIGO_") && !isKept(name));
        environment.put("MIGO_DATA", data.toString());
        environment.put("MIGO_HTTP", "127.0.0.1:0");
        environment.put("MIGO_SMTP", "127.0.0.1:0");
        environment.put("MIGO_ROUTES", "*=127.0.0.1:" + mxPort);
    }

    private static boolean isKept(String name) {
        return name.startsWith("MIGO_CLICKHOUSE_") || name.equals("MIGO_JAVA_OPTS");
    }

    /** Waits for the line that says where it is reached; what follows on standard output is read and dropped. */
    private static String firstLine(Child child) throws IOException, InterruptedException {
        CompletableFuture<String> line = new CompletableFuture<>();
        Thread reader = new Thread(() -> read(child, line), "bench-stack-output");
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
