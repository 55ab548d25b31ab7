package io.migomail.standalone;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The first account's keys, kept in {@code credentials.json} of a local run only (mode 0600), with what its first user was
 * given to sign in with.
 *
 * @param password null = not known: the file is older, or the account had people already
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Credentials(
        String account,
        String liveKey,
        String sandboxKey,
        @Nullable String email,
        @Nullable String password) {
    static final String FILE = "credentials.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Whether the folder has them. */
    static boolean present(Path folder) {
        return Files.exists(folder.resolve(FILE));
    }

    /** @throws StartException where the file cannot be understood */
    public static Credentials read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        try {
            return JSON.readValue(Files.readAllBytes(file), Credentials.class);
        } catch (JacksonException e) {
            throw new StartException(file + " is damaged; delete it and new keys are made at the next start", e);
        }
    }

    /** The same with another first user. */
    Credentials with(String ownerEmail, String ownerPassword) {
        return new Credentials(account, liveKey, sandboxKey, ownerEmail, ownerPassword);
    }

    /** Writes them so that only the owner may read them. */
    void write(DataFolder folder) throws IOException {
        folder.writePrivate(FILE, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
    }
}
