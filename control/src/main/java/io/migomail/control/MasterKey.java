package io.migomail.control;

import io.migomail.core.Hmac;
import io.migomail.core.Setting;
import io.migomail.core.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Set;

/** The 32 secret bytes from which every other key of an installation derives. Immutable; never logged. */
public final class MasterKey {
    private static final int BYTES = 32;
    private static final String FILE = "master.key";

    private final byte[] key;

    /** @throws IllegalArgumentException where it is not 32 bytes */
    public MasterKey(byte[] key) {
        if (key.length != BYTES) {
            throw new IllegalArgumentException("the master key must be 32 bytes, not " + key.length);
        }
        this.key = key.clone();
    }

    /**
     * The key of {@code MIGO_MASTER_KEY} in the settings, else in the environment, else of the file {@code master.key}
     * in the data folder.
     *
     * @param create make the file where it is missing, readable by its owner only: local runs
     * @throws IllegalStateException where there is no key, with the way to give one
     * @throws IllegalArgumentException where the key given is not base64 of 32 bytes
     */
    public static MasterKey resolve(Settings settings, Map<String, String> environment, Path dataFolder, boolean create)
            throws IOException {
        String text = settings.get(Setting.MIGO_MASTER_KEY);
        if (text.isEmpty()) {
            text = environment.getOrDefault(Setting.MIGO_MASTER_KEY.name(), "");
        }
        if (!text.isEmpty()) {
            return parse(text, Setting.MIGO_MASTER_KEY.name());
        }
        Path file = dataFolder.resolve(FILE);
        if (!Files.exists(file)) {
            if (!create) {
                throw new IllegalStateException("no master key: set MIGO_MASTER_KEY to `openssl rand -base64 32`");
            }
            createFile(file);
        }
        return parse(Files.readString(file).strip(), file.toString());
    }

    /** A key for one purpose: HMAC-SHA256 of its name. The same purpose always gives the same 32 bytes. */
    public byte[] derive(String purpose) {
        return new Hmac(key).of(("migomail/" + purpose).getBytes(StandardCharsets.UTF_8));
    }

    private static MasterKey parse(String base64, String where) {
        try {
            return new MasterKey(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            // Without the cause: its message could quote the key.
            throw new IllegalArgumentException(where + " must be the base64 of 32 bytes");
        }
    }

    private static void createFile(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        byte[] fresh = new byte[BYTES];
        new SecureRandom().nextBytes(fresh);
        Path draft = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                FILE,
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, Base64.getEncoder().encodeToString(fresh) + "\n");
        try (var channel = java.nio.channels.FileChannel.open(draft, Set.of(StandardOpenOption.WRITE))) {
            channel.force(true);
        }
        Files.move(draft, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }
}
