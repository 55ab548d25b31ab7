package io.migomail.sdks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A client library in a process of its own language, which does what it is told: one JSON object a line in, one out.
 * Not thread-safe.
 */
public final class Driver implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_SECONDS = 60;

    private final Language language;
    private final Process process;
    private final BufferedWriter in;
    private final BufferedReader out;
    private final Path complaints;

    private Driver(Language language, Process process, Path complaints) {
        this.language = language;
        this.process = process;
        this.complaints = complaints;
        this.in = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Starts it with these variables in its environment; the checkout has its root here. */
    public static Driver start(Language language, Path root, Map<String, String> environment) throws IOException {
        Path complaints = Files.createTempFile("driver", ".txt");
        ProcessBuilder builder = new ProcessBuilder(language.command(root)).redirectError(complaints.toFile());
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().putAll(environment);
        return new Driver(language, builder.start(), complaints);
    }

    /** Tells it to do something; returns what came of it. */
    public JsonNode ask(JsonNode command) throws IOException, InterruptedException {
        CompletableFuture<String> line = CompletableFuture.supplyAsync(() -> exchange(command));
        try {
            String read = line.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!read.isEmpty()) {
                return JSON.readTree(read);
            }
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            throw new IOException(language + " does not answer: " + Files.readString(complaints), e);
        }
        throw new IOException(language + " ended: " + Files.readString(complaints));
    }

    private String exchange(JsonNode command) {
        try {
            in.write(JSON.writeValueAsString(command));
            in.newLine();
            in.flush();
            String read = out.readLine();
            return read == null ? "" : read;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Whether it goes on taking commands. */
    public boolean alive() {
        return process.isAlive();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        try {
            process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Files.deleteIfExists(complaints);
    }
}
