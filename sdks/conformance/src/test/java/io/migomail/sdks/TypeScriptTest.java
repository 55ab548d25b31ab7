package io.migomail.sdks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The types for TypeScript, held by its compiler against an application that uses them. */
class TypeScriptTest {
    private static final long PATIENCE_SECONDS = 120;

    private static Path compiler() {
        String given = System.getenv("MIGO_TEST_NPM");
        Path modules = given != null
                ? Path.of(given)
                : Path.of(System.getProperty("user.home"), ".cache", "migomail", "npm-peers", "node_modules");
        return modules.resolve("typescript/bin/tsc");
    }

    @Test
    void anApplicationIsWrittenByTheTypesAndNotOtherwise() throws Exception {
        boolean there = Files.exists(compiler());
        if (!there && !"true".equals(System.getenv("CI"))) {
            Assumptions.abort("not installed: TypeScript, as scripts/peers does");
        }
        Path said = Files.createTempFile("tsc", ".txt");
        Process process = new ProcessBuilder(
                        "node",
                        compiler().toString(),
                        "--noEmit",
                        "--strict",
                        "--module",
                        "nodenext",
                        "--target",
                        "es2022",
                        Scenarios.ROOT.resolve("sdks/node/conformance/types.ts").toString())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertEquals("true 0", ended + " " + (ended ? process.exitValue() : -1), Files.readString(said));
            assertEquals("", Files.readString(said));
        } finally {
            process.destroyForcibly();
            Files.delete(said);
        }
    }
}
