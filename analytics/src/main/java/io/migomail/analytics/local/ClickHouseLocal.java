package io.migomail.analytics.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A ClickHouse engine of our own: a child process that listens on 127.0.0.1 and ends with this process, however that
 * ends. Acknowledged rows survive a kill of either. One engine per data folder.
 *
 * <p>Thread-safe. Life cycle: {@link #start} returns when the engine answers; {@link #close} stops it, bounded. An engine
 * that dies by itself completes {@link #exited}; start another on the same folder.
 */
public final class ClickHouseLocal implements AutoCloseable {
    /** Cap on the engine's memory where none is given. */
    public static final long MEMORY_BYTES = 1L << 30;

    /** The only user of a local engine. */
    public static final String USER = "migo";

    private static final Duration STOP = Duration.ofSeconds(10);

    private final EngineProcess process;
    private final String password;
    private final FileChannel lock;

    private ClickHouseLocal(EngineProcess process, String password, FileChannel lock) {
        this.process = process;
        this.password = password;
        this.lock = lock;
    }

    /** Starts an engine on a free port with the usual cap on memory and a new password; see the other one. */
    public static ClickHouseLocal start(Path engineLibrary, Path dataFolder) {
        return start(engineLibrary, dataFolder, 0, MEMORY_BYTES, newPassword());
    }

    /**
     * Starts an engine and waits until it answers, at most 60 seconds.
     *
     * @param dataFolder created where missing; holds everything the engine writes
     * @param port 0 = any free port
     * @param password of the engine's only user, until it ends
     * @throws EngineStartException where it does not come up, or another process uses the folder
     */
    public static ClickHouseLocal start(
            Path engineLibrary, Path dataFolder, int port, long memoryBytes, String password) {
        Path home = dataFolder.toAbsolutePath();
        FileChannel lock = null;
        try {
            Files.createDirectories(home);
            lock = lock(home);
            Path temporary = Files.createDirectories(home.resolve("tmp"));
            Path config = EngineConfig.write(home, temporary, USER, password, memoryBytes);
            EngineCommand command = new EngineCommand(engineLibrary.toAbsolutePath(), config, home, port);
            return new ClickHouseLocal(
                    EngineProcess.start(command, EngineConfig.authorization(USER, password)), password, lock);
        } catch (IOException e) {
            unlock(lock);
            throw new EngineStartException("the local ClickHouse engine cannot use " + home, e);
        } catch (RuntimeException | Error e) {
            unlock(lock);
            throw e;
        }
    }

    /** Where it listens: {@code http://127.0.0.1:port}. */
    public String url() {
        return process.url();
    }

    /** The only user, who may do everything. */
    public String user() {
        return USER;
    }

    /** That user's password. */
    public String password() {
        return password;
    }

    /** The child's process id. */
    public long pid() {
        return process.pid();
    }

    /** Completes with the exit code when the child has ended, by {@link #close} or by itself. */
    public CompletableFuture<Integer> exited() {
        return process.exited();
    }

    /** Stops the child and waits for its end, killing it after 10 seconds. May be called again. */
    @Override
    public void close() {
        process.stop(STOP);
        unlock(lock);
    }

    private static FileChannel lock(Path home) throws IOException {
        FileChannel channel =
                FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock held = channel.tryLock();
            if (held != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // this very process runs an engine there
        }
        channel.close();
        throw new EngineStartException("another process runs a ClickHouse engine in " + home, null);
    }

    private static void unlock(@Nullable FileChannel lock) {
        if (lock == null) {
            return;
        }
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot release the engine's folder", e);
        }
    }

    /** A password that nobody has had. */
    public static String newPassword() {
        byte[] secret = new byte[16];
        new SecureRandom().nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }
}
