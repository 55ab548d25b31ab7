package io.migomail.templates.browser;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Debian's Chromium without a window, which knows no host but 127.0.0.1. Where it is missing the test is skipped, and
 * fails under {@code CI=true}.
 */
final class Chromium implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/chromium");
    private static final List<String> OPTIONS = List.of(
            "--headless",
            "--no-sandbox", // root, as in containers, cannot have one; only our own fixtures are shown
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--disable-extensions",
            "--no-first-run",
            "--hide-scrollbars",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1");

    private final Path profile;
    private final Process process;

    private Chromium(Path profile, Process process) {
        this.profile = profile;
        this.process = process;
    }

    static void require() {
        boolean present = Files.isExecutable(PROGRAM);
        if (!present && "true".equals(System.getenv("CI"))) {
            fail("install chromium");
        }
        assumeTrue(present, "install chromium");
    }

    /** Shows a page; its reader prefers a dark colour scheme, or a light one. */
    static Chromium show(String url, boolean dark) throws IOException {
        Path profile = Files.createTempDirectory("chromium");
        List<String> command = new ArrayList<>(OPTIONS);
        command.add(0, PROGRAM.toString());
        command.add("--user-data-dir=" + profile);
        command.add("--blink-settings=preferredColorScheme=" + (dark ? 0 : 1));
        command.add(url);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("log").toFile())
                .start();
        return new Chromium(profile, process);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
        for (ProcessHandle child : children) {
            child.destroyForcibly();
            child.onExit().orTimeout(10, TimeUnit.SECONDS).join();
        }
        try (Stream<Path> files = Files.walk(profile)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
