package io.migomail.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/** Where a reader of the feed keeps its place, so that its next run goes on there; in no file where none was given. */
final class CursorFile {
    private final @Nullable Path file;
    private @Nullable String kept;

    CursorFile(@Nullable Path file) {
        this.file = file;
    }

    /** The place; null where there is none yet. */
    @Nullable
    String read() {
        if (file == null || !Files.exists(file)) {
            return null;
        }
        try {
            String cursor = Files.readString(file).strip();
            return cursor.isEmpty() ? null : cursor;
        } catch (IOException e) {
            throw new UsageException("the cursor cannot be read: " + e, e);
        }
    }

    /** Keeps this place; whoever looks at the file sees the one before or this one. */
    void keep(String cursor) {
        if (file == null || cursor.equals(kept)) {
            return;
        }
        try {
            Path written = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(written, cursor + "\n");
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            kept = cursor;
        } catch (IOException e) {
            throw new UsageException("the cursor cannot be kept: " + e, e);
        }
    }
}
