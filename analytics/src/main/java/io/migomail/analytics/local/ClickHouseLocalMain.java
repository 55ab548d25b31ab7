package io.migomail.analytics.local;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.IOException;

/**
 * The child process that is a ClickHouse server: loads the engine's library and runs it as clickhouse-local with its
 * HTTP listener started. Arguments: library, configuration file, data folder, HTTP port.
 *
 * <p>Life cycle: runs until its standard input ends, which happens when the parent closes the pipe or dies in whatever
 * way; then, and on every other way out, it leaves by {@code _exit}. {@code System.exit} would run the library's static
 * destructors under its live threads, which crashes. Parts on disk need no flush, so nothing is lost by that. The JVM
 * runs with {@code -Xrs} and signals that ask it to end are ignored: the pipe, or SIGKILL, ends it.
 *
 * <p>Its class path holds this class and JNA, so it uses nothing else.
 */
public final class ClickHouseLocalMain {
    private static final int SIGHUP = 1;
    private static final int SIGINT = 2;
    private static final int SIGTERM = 15;
    private static final Pointer SIG_IGN = new Pointer(1);
    private static final long STACK_BYTES = 16L << 20;

    /** Keeps clickhouse-local, and with it its listener, alive; costs nothing. */
    private static final String QUERY = "SYSTEM START LISTEN HTTP; SELECT sleepEachRow(3) FROM system.numbers"
            + " SETTINGS max_block_size=1, function_sleep_max_microseconds_per_block=0, log_queries=0 FORMAT Null";

    private ClickHouseLocalMain() {}

    /** Of the C library. */
    interface C extends Library {
        void _exit(int status);

        Pointer signal(int signal, Pointer handler);
    }

    /** Of libchdb. */
    interface Chdb extends Library {
        void chdb_set_signal_handlers_enabled(int enabled);

        Pointer chdb_query_cmdline(int argc, String[] argv);

        String chdb_result_error(Pointer result);
    }

    /** Never returns normally. */
    public static void main(String[] arguments) {
        C c = Native.load("c", C.class);
        // Ctrl-C in a terminal, or a service's stop, reaches every process; the parent still has events to store then.
        c.signal(SIGINT, SIG_IGN);
        c.signal(SIGHUP, SIG_IGN);
        c.signal(SIGTERM, SIG_IGN);
        Thread watch = new Thread(() -> exitAtEndOfInput(c), "parent-watch");
        watch.setDaemon(true);
        watch.start();
        Thread engine = new Thread(null, () -> run(c, arguments), "clickhouse", STACK_BYTES);
        engine.start();
    }

    private static void run(C c, String[] arguments) {
        try {
            Chdb chdb = Native.load(arguments[0], Chdb.class);
            // Before anything else: with the library's handlers a JVM dies at its first implicit null check.
            chdb.chdb_set_signal_handlers_enabled(0);
            String[] argv = {
                "clickhouse-local",
                "--config-file=" + arguments[1],
                "--path=" + arguments[2],
                "--listen_host=127.0.0.1",
                "--http_port=" + arguments[3],
                "--query",
                QUERY
            };
            Pointer result = chdb.chdb_query_cmdline(argv.length, argv);
            String error = result == null ? null : chdb.chdb_result_error(result);
            System.err.println("the engine ended: " + error);
        } catch (RuntimeException | LinkageError e) {
            System.err.println("the engine could not be loaded: " + e);
        }
        System.err.flush();
        c._exit(1);
    }

    private static void exitAtEndOfInput(C c) {
        try {
            while (System.in.read() >= 0) {
                // the parent never writes
            }
        } catch (IOException e) {
            // a broken pipe says the same as its end
        }
        c._exit(0);
    }
}
