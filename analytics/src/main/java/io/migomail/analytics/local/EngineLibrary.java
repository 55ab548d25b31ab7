package io.migomail.analytics.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * The engine's shared library in the user's cache, put there by {@code scripts/fetch-clickhouse}. Its SHA-256 is checked
 * once; the file {@code verified} beside it remembers that.
 */
public final class EngineLibrary {
    /** The package's version: ClickHouse 26.7. */
    public static final String VERSION = "26.7.3-stable.1";

    private static final Expected RELEASED =
            new Expected(566_330_096L, "36ad4e999882821ef13cf2d0f52c93f48e6ee1b4498b35a201c23ce4b8d15bf5");
    private static final String FILE = "libchdb.so";
    private static final String MARKER = "verified";
    private static final int BUFFER = 1 << 20;

    private EngineLibrary() {}

    record Expected(long size, String sha256) {}

    /** Where the library belongs under this environment ({@code XDG_CACHE_HOME}, {@code HOME}), there or not. */
    public static Path path(Map<String, String> environment) {
        String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path base = cache.isEmpty()
                ? Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".cache")
                : Path.of(cache);
        return base.resolve("migomail").resolve("chdb-" + VERSION).resolve(FILE);
    }

    /**
     * The verified library.
     *
     * @throws EngineMissingException where it is not there, is damaged, or cannot run on this platform
     */
    public static Path locate(Map<String, String> environment) {
        return verify(path(environment), RELEASED);
    }

    static Path verify(Path library, Expected expected) {
        try {
            if (!Files.isRegularFile(library)) {
                throw new EngineMissingException("the local ClickHouse engine is not at " + library + advice());
            }
            if (Files.size(library) != expected.size()) {
                throw damaged(library);
            }
            Path marker = library.resolveSibling(MARKER);
            if (!Files.exists(marker) || !Files.readString(marker).strip().equals(expected.sha256())) {
                if (!sha256(library).equals(expected.sha256())) {
                    throw damaged(library);
                }
                Files.writeString(marker, expected.sha256() + "\n");
            }
            return library;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot check " + library, e);
        }
    }

    private static EngineMissingException damaged(Path library) {
        return new EngineMissingException(
                "the local ClickHouse engine at " + library + " is damaged; delete its folder" + advice());
    }

    private static String advice() {
        boolean packaged = System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64");
        return packaged
                ? "; run scripts/fetch-clickhouse, or set MIGO_CLICKHOUSE_URL to a ClickHouse 26.7 server"
                : "; there is none for this platform: set MIGO_CLICKHOUSE_URL to a ClickHouse 26.7 server";
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest = newDigest();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
