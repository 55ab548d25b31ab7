package io.migomail.analytics.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.analytics.ClickHouseAddress;
import io.migomail.analytics.EngineRows;
import io.migomail.core.FreePorts;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClickHouseLocalIT {
    private static Path library;

    @TempDir
    Path folder;

    @BeforeAll
    static void locate() {
        library = EngineForTests.library();
    }

    @Test
    void acknowledged_rows_survive_a_kill_and_a_restart() throws Exception {
        int rows = 500;
        try (ClickHouseLocal engine = ClickHouseLocal.start(library, folder)) {
            EngineRows.write(address(engine), rows);
            ProcessHandle.of(engine.pid()).orElseThrow().destroyForcibly();
            assertEquals(137, engine.exited().get(60, TimeUnit.SECONDS));
        }
        try (ClickHouseLocal engine = ClickHouseLocal.start(library, folder)) {
            assertEquals(rows, EngineRows.count(address(engine)));
        }
    }

    @Test
    void it_stops_at_once_and_may_be_stopped_twice() throws Exception {
        ClickHouseLocal engine = ClickHouseLocal.start(library, folder);
        engine.close();
        engine.close();
        assertEquals(0, engine.exited().get(60, TimeUnit.SECONDS));
    }

    @Test
    void it_ends_when_its_parent_is_killed() throws Exception {
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EngineParent.class.getName(),
                        library.toString(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var lines = parent.inputReader()) {
            ProcessHandle child =
                    ProcessHandle.of(Long.parseLong(lines.readLine())).orElseThrow();
            assertTrue(child.isAlive());
            parent.destroyForcibly();
            child.onExit().get(60, TimeUnit.SECONDS);
        }
        ClickHouseLocal.start(library, folder).close();
    }

    @Test
    void two_engines_never_share_a_folder() {
        try (ClickHouseLocal engine = ClickHouseLocal.start(library, folder)) {
            EngineStartException refused =
                    assertThrows(EngineStartException.class, () -> ClickHouseLocal.start(library, folder));
            assertTrue(refused.getMessage().contains("another process"), refused.getMessage());
            assertFalse(engine.exited().isDone());
        }
    }

    @Test
    void without_the_password_there_is_nothing_to_see() throws Exception {
        try (ClickHouseLocal engine = ClickHouseLocal.start(library, folder)) {
            EngineRows.write(address(engine), 1);
            for (String query : List.of(
                    "SELECT+count()+FROM+rows.events",
                    "CREATE+DATABASE+mine",
                    "SELECT+file('/etc/hostname')",
                    "SELECT+*+FROM+file('/etc/hostname','LineAsString')",
                    "SELECT+*+FROM+url('http://127.0.0.1:1/','LineAsString')",
                    "SYSTEM+STOP+LISTEN+HTTP")) {
                assertTrue(status(engine, query) >= 400, query);
            }
            assertEquals(1, EngineRows.count(address(engine)));
        }
    }

    @Test
    void a_port_that_is_free_soon_is_waited_for() throws Exception {
        // Below the ports of outgoing connections: between the two nobody shall get it.
        int port = FreePorts.ofThisProcess().next();
        ServerSocket taken = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"));
        CompletableFuture<ClickHouseLocal> start = CompletableFuture.supplyAsync(
                () -> ClickHouseLocal.start(library, folder, port, ClickHouseLocal.MEMORY_BYTES, "secret"));
        // The engine's first word on it is that the port is taken.
        while (!start.isDone() && !logged("Address already in use")) {
            Thread.onSpinWait();
        }
        taken.close();
        try (ClickHouseLocal engine = start.get(120, TimeUnit.SECONDS)) {
            assertEquals("http://127.0.0.1:" + port, engine.url());
        }
    }

    private boolean logged(String words) throws IOException {
        Path log = folder.resolve("engine.log");
        return Files.exists(log) && Files.readString(log).contains(words);
    }

    @Test
    void a_start_that_fails_tells_the_engines_last_words() throws IOException {
        Path broken = Files.writeString(folder.resolve("libchdb.so"), "no library");
        EngineStartException failed =
                assertThrows(EngineStartException.class, () -> ClickHouseLocal.start(broken, folder.resolve("data")));
        assertTrue(failed.getMessage().contains("could not be loaded"), failed.getMessage());
    }

    private static ClickHouseAddress address(ClickHouseLocal engine) {
        return new ClickHouseAddress(engine.url(), engine.user(), engine.password(), "rows", "");
    }

    private static int status(ClickHouseLocal engine, String query) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create(engine.url() + "/?query=" + query).toURL().openConnection();
        connection.setRequestMethod("POST");
        connection.setFixedLengthStreamingMode(0);
        connection.setDoOutput(true);
        connection.getOutputStream().close();
        return connection.getResponseCode();
    }
}
