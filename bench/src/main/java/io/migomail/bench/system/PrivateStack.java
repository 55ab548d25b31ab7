package io.migomail.bench.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
    private static final String JVM = "-Xms256m -Xmx1g";

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
     * @param home folder of the checkout, with the standalone module built
     * @throws IOException where it does not come up, with its last words
     */
    public static PrivateStack start(Path home, int mxPort) throws IOException, InterruptedException {
        List<String> command = command(home, System.getenv());
        Scratch scratch = Scratch.open("stack");
        try {
            ProcessBuilder builder = new ProcessBuilder(command);
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

    /** The same JVM options as the start script's, so that what is measured is what a user runs. */
    static List<String> command(Path home, Map<String, String> environment) throws IOException {
        List<String> out = new ArrayList<>();
        out.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        out.addAll(
                List.of(environment.getOrDefault("MIGO_JAVA_OPTS", JVM).trim().split("\\s+")));
        out.addAll(List.of(
                "-XX:+UseG1GC",
                "-XX:MaxDirectMemorySize=512m",
                "-Dio.netty.tryReflectionSetAccessible=false",
                "-Dlog4j2.configurationFile=classpath:log4j2-standalone.xml",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "-Dmigomail.home=" + home,
                "-cp",
                classPath(home.resolve("standalone/target")),
                "io.migomail.standalone.Main",
                "up",
                "--json"));
        return out;
    }

    static void environment(Map<String, String> environment, Path data, int mxPort) {
        // The user's own settings must not reach a run that is to be compared; where the engine lies may.
        environment.keySet().removeIf(name -> name.startsWith("MIGO_") && !name.contains("CLICKHOUSE"));
        environment.put("MIGO_DATA", data.toString());
        environment.put("MIGO_HTTP", "127.0.0.1:0");
        environment.put("MIGO_SMTP", "127.0.0.1:0");
        environment.put("MIGO_ROUTES", "*=127.0.0.1:" + mxPort);
    }

    private static String classPath(Path target) throws IOException {
        StringBuilder out = new StringBuilder();
        if (Files.isDirectory(target)) {
            try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, "migomail-standalone-*.jar")) {
                for (Path jar : jars) {
                    out.append(jar).append(java.io.File.pathSeparatorChar);
                }
            }
        }
        Path dependencies = target.resolve("dependencies.txt");
        if (out.isEmpty() || !Files.exists(dependencies)) {
            throw new IOException("the stack is not built: " + target + " lacks its jar or dependencies.txt;"
                    + " run ./migomail build");
        }
        return out + Files.readString(dependencies).trim();
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
