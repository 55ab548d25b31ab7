package io.migomail.bench.system;

import io.migomail.testkit.process.Scratch;
import io.migomail.testkit.process.UpCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A whole Migomail in a process of its own, on free ports and in a temporary folder, that delivers everything to the
 * measuring MX. {@link #start} returns when it takes mail; {@link #close} ends it and removes the folder.
 */
public final class PrivateStack implements AutoCloseable {
    private final Scratch scratch;
    private final UpCommand.Up up;
    private final Access access;

    private PrivateStack(Scratch scratch, UpCommand.Up up, Access access) {
        this.scratch = scratch;
        this.up = up;
        this.access = access;
    }

    /**
     * Starts it.
     *
     * @param home folder of the checkout, whose own start script is run: what is measured is what a user runs
     * @param way settings that lead all mail to the measuring MX
     * @throws IOException where it does not come up, with its last words
     */
    public static PrivateStack start(Path home, Map<String, String> way) throws IOException, InterruptedException {
        Scratch scratch = Scratch.open("bench-stack");
        return start(home, scratch, scratch.folder().resolve("data"), way);
    }

    /** The same on a data folder that stays, and is gone on with where it has been used before. */
    public static PrivateStack startOn(Path data, Path home, Map<String, String> way)
            throws IOException, InterruptedException {
        return start(home, Scratch.open("bench-stack"), data, way);
    }

    private static PrivateStack start(Path home, Scratch scratch, Path data, Map<String, String> way)
            throws IOException, InterruptedException {
        try {
            Map<String, String> settings = settings(data, way);
            UpCommand.Up up = new UpCommand(home, settings).start(scratch, "stack");
            return new PrivateStack(scratch, up, Access.parse(up.line()));
        } catch (IOException | InterruptedException | RuntimeException e) {
            scratch.close();
            throw e;
        }
    }

    /** How it is reached. */
    public Access access() {
        return access;
    }

    /** Its first owner, signed in. */
    public Visitor visitor() throws IOException, InterruptedException {
        return Visitor.of(up.line());
    }

    /** Root of its process tree. */
    public long pid() {
        return up.child().pid();
    }

    @Override
    public void close() {
        scratch.close();
    }

    private static Map<String, String> settings(Path data, Map<String, String> way) {
        Map<String, String> settings = new HashMap<>(way);
        settings.put("MIGO_DATA", data.toString());
        settings.put("MIGO_HTTP", "127.0.0.1:0");
        settings.put("MIGO_SMTP", "127.0.0.1:0");
        return settings;
    }
}
