package io.migomail.e2e.crash;

import io.migomail.core.FreePorts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A Kafka broker as a child process that can be killed, stopped, continued and started again at the same place. */
final class BrokerProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(120);

    private final Path folder;
    private final int port = FreePorts.ofThisProcess().next();
    private final int controllerPort = FreePorts.ofThisProcess().next();
    private Process process;

    BrokerProcess(Path folder) throws Exception {
        this.folder = folder;
        this.process = launch();
    }

    String bootstrap() {
        return "127.0.0.1:" + port;
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Starts it again after a kill. */
    void restart() throws Exception {
        process = launch();
    }

    /** SIGSTOP. */
    void freeze() throws IOException, InterruptedException {
        signal("-STOP");
    }

    /** SIGCONT. */
    void thaw() throws IOException, InterruptedException {
        signal("-CONT");
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }

    private void signal(String name) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", name, Long.toString(process.pid()))
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("kill " + name + " ended with " + status);
        }
    }

    private Process launch() throws Exception {
        Process started = StackProcess.java(
                        BrokerMain.class, folder.toString(), Integer.toString(port), Integer.toString(controllerPort))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String line = CompletableFuture.supplyAsync(() -> {
                    try {
                        return String.valueOf(started.inputReader().readLine());
                    } catch (IOException e) {
                        return e.toString();
                    }
                })
                .get(START.toMillis(), TimeUnit.MILLISECONDS);
        if (!line.equals("ready " + bootstrap())) {
            started.destroyForcibly();
            throw new IOException("the broker did not start: " + line);
        }
        return started;
    }
}
