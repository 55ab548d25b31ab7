package io.migomail.faults.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A command of the machine, or of ours. */
final class Tool {
    private Tool() {}

    private static final Pattern VERSION = Pattern.compile("(?m)^ {2}<version>(.+)</version>$");

    /** Class path of the product's own processes, of the version that is there. */
    static String classes(Path home) throws IOException {
        Path target = home.resolve("standalone/target");
        Matcher version = VERSION.matcher(Files.readString(home.resolve("pom.xml")));
        if (!version.find()) {
            throw new IOException("no version in the pom.xml of " + home);
        }
        return target.resolve("migomail-standalone-" + version.group(1) + ".jar") + ":"
                + Files.readString(target.resolve("dependencies.txt")).strip();
    }

    /** Runs it to its end. @throws IOException where there is none, or with what it said where it failed */
    static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said.strip());
        }
    }
}
