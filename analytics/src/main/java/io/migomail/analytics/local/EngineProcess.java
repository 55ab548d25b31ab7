package io.migomail.analytics.local;

import io.migomail.core.TimeSource;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The running child: started with patience, watched until it answers, stopped by closing its standard input. */
final class EngineProcess {
    private static final Duration START = Duration.ofSeconds(60);
    private static final int PROBE_TIMEOUT_MILLIS = 2_000;
    private static final int PROBE_INTERVAL_MILLIS = 50;
    private static final int TAIL_BYTES = 4096;

    private final Process process;
    private final String url;

    private EngineProcess(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /** Starts a child; one that cannot get its port, or the folder of one that is just dying, is started again. */
    static EngineProcess start(EngineCommand command, String authorization) throws IOException {
        long deadline = TimeSource.SYSTEM.monotonicNanos() + START.toNanos();
        while (true) {
            int port = command.choosePort();
            Process child = command.launch(port);
            EngineProcess engine = new EngineProcess(child, "http://127.0.0.1:" + port);
            boolean up = false;
            try {
                up = engine.awaitAnswer(authorization, deadline);
            } finally {
                if (!up) {
                    child.destroyForcibly().onExit().join();
                }
            }
            if (up) {
                return engine;
            }
            String words = tail(command.log());
            boolean passing = words.contains("Address already in use") || words.contains("Cannot lock file");
            if (!passing || TimeSource.SYSTEM.monotonicNanos() > deadline) {
                throw new EngineStartException(
                        "the local ClickHouse engine did not come up at " + engine.url + " (" + START.toSeconds()
                                + " s are allowed; exit code " + child.exitValue() + "); its last words: " + words,
                        null);
            }
        }
    }

    String url() {
        return url;
    }

    long pid() {
        return process.pid();
    }

    CompletableFuture<Integer> exited() {
        return process.onExit().thenApply(Process::exitValue);
    }

    void stop(Duration patience) {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // the pipe is closed all the same
        }
        if (!waitFor(patience)) {
            process.destroyForcibly();
            waitFor(patience);
        }
    }

    private boolean waitFor(Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** False where the child ended, or the deadline passed. */
    private boolean awaitAnswer(String authorization, long deadline) {
        try {
            while (TimeSource.SYSTEM.monotonicNanos() < deadline) {
                if (answers(authorization)) {
                    return true;
                }
                if (process.waitFor(PROBE_INTERVAL_MILLIS, TimeUnit.MILLISECONDS)) {
                    return false;
                }
            }
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineStartException("interrupted while waiting for the local ClickHouse engine at " + url, e);
        }
    }

    /** Asked with the password of this start, so that no other server on that port is taken for ours. */
    private boolean answers(String authorization) {
        try {
            HttpURLConnection probe = (HttpURLConnection)
                    URI.create(url + "/?query=SELECT+1").toURL().openConnection(java.net.Proxy.NO_PROXY);
            probe.setConnectTimeout(PROBE_TIMEOUT_MILLIS);
            probe.setReadTimeout(PROBE_TIMEOUT_MILLIS);
            probe.setRequestProperty("Authorization", authorization);
            try {
                return probe.getResponseCode() == 200;
            } finally {
                probe.disconnect();
            }
        } catch (IOException e) {
            return false; // not up yet
        }
    }

    private static String tail(Path log) throws IOException {
        byte[] bytes = Files.readAllBytes(log);
        int from = Math.max(0, bytes.length - TAIL_BYTES);
        return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8).strip();
    }
}
