package io.migomail.bench.store;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Where an event store that was filled lies, with the system that its messages' ids belong to. One thread. */
record StoreFolder(Path path) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FILE = "filled.json";

    /**
     * What the store holds, or is to hold: written down before the first event, so that a filling that broke off is done again as
     * it was begun.
     *
     * @param from instant of the first message, milliseconds
     */
    record Filled(long messages, long from, int days, int others, String application, boolean whole) {
        Filled done() {
            return new Filled(messages, from, days, others, application, true);
        }
    }

    Path engine() {
        return path.resolve("clickhouse");
    }

    /** Data folder of the system. */
    Path system() {
        return path.resolve("system");
    }

    Optional<Filled> filled() throws IOException {
        Path file = path.resolve(FILE);
        return Files.exists(file)
                ? Optional.of(JSON.readValue(Files.readAllBytes(file), Filled.class))
                : Optional.empty();
    }

    void write(Filled filled) throws IOException {
        Files.createDirectories(path);
        Path fresh = path.resolve(FILE + ".new");
        Files.write(fresh, JSON.writeValueAsBytes(filled));
        Files.move(fresh, path.resolve(FILE), StandardCopyOption.REPLACE_EXISTING);
    }
}
