package io.migomail.control;

import io.migomail.core.Hmac;
import io.migomail.core.MasterKeyLimits;
import io.migomail.core.Setting;
import io.migomail.core.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The 32 secret bytes from which every other key of an installation derives, and behind them those that are kept over a
 * rotation: the first key seals and signs, and what any of them sealed or signed opens and holds (docs/adr/0056). Immutable;
 * never logged.
 */
public final class MasterKey {
    private static final int BYTES = 32;
    private static final String FILE = "master.key";

    private final List<Hmac> keys;

    /** @throws IllegalArgumentException where it is not 32 bytes */
    public MasterKey(byte[] key) {
        this(List.of(key));
    }

    /**
     * @param keys the one in use first, then those that are kept
     * @throws IllegalArgumentException where there are none, or more than {@link MasterKeyLimits#KEYS}, one is not 32 bytes, or
     *     two are the same
     */
    public MasterKey(List<byte[]> keys) {
        if (keys.isEmpty() || keys.size() > MasterKeyLimits.KEYS) {
            throw new IllegalArgumentException(
                    "there must be 1 to " + MasterKeyLimits.KEYS + " master keys, not " + keys.size());
        }
        for (int i = 0; i < keys.size(); i++) {
            byte[] key = keys.get(i);
            if (key.length != BYTES) {
                throw new IllegalArgumentException("a master key must be 32 bytes, not " + key.length);
            }
            if (keys.subList(0, i).stream().anyMatch(before -> MessageDigest.isEqual(before, key))) {
                throw new IllegalArgumentException("master key " + (i + 1) + " of the list stands in it twice");
            }
        }
        this.keys = keys.stream().map(Hmac::new).toList();
    }

    /**
     * The keys of {@code MIGO_MASTER_KEY} in the settings, else in the environment, else of the file {@code master.key}
     * in the data folder.
     *
     * @param create make the file where it is missing, readable by its owner only: local runs
     * @throws IllegalStateException where there is no key, with the way to give one
     * @throws IllegalArgumentException where what is given is not base64 of 32 bytes, or several of these separated by commas;
     *     the message quotes nothing of it
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

    /** How many there are: more than one while a rotation is under way, or for as long as an older one is kept. */
    public int count() {
        return keys.size();
    }

    /**
     * The keys for one purpose, of the master key in use first: HMAC-SHA256 of its name under each. The same purpose always
     * gives the same 32 bytes.
     */
    public List<byte[]> derive(String purpose) {
        byte[] name = ("migomail/" + purpose).getBytes(StandardCharsets.UTF_8);
        return keys.stream().map(key -> key.of(name)).toList();
    }

    private static MasterKey parse(String text, String where) {
        String[] parts = text.split(",", -1);
        List<byte[]> keys = new ArrayList<>();
        for (String part : parts) {
            byte[] key = decoded(part.strip());
            if (key.length != BYTES) {
                String which =
                        parts.length == 1 ? "" : ", which key " + (keys.size() + 1) + " of " + parts.length + " is not";
                throw new IllegalArgumentException(where + " must be the base64 of 32 bytes" + which
                        + "; several are separated by commas, the one in use first");
            }
            keys.add(key);
        }
        try {
            return new MasterKey(keys);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(where + ": " + e.getMessage(), e);
        }
    }

    /** Empty where it is none: whoever decodes could quote the key. */
    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
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
