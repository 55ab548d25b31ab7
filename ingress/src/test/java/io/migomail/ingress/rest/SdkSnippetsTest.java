package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.sdks.Language;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What README shows of each client library is a program that sends. */
class SdkSnippetsTest {
    private static final long PATIENCE_SECONDS = 120;

    @AutoClose
    private final TestIngress api = TestIngress.open();

    @TempDir
    private Path folder;

    private static Path root() {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("migomail"))) {
            root = root.getParent();
        }
        return root;
    }

    private static String snippet(Language language) throws Exception {
        String tag = language == Language.NODE ? "js" : language.name().toLowerCase(java.util.Locale.ROOT);
        Matcher found = Pattern.compile("```" + tag + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(root().resolve("README.md")));
        assertTrue(found.find(), () -> "README shows nothing of " + language);
        return found.group(1);
    }

    private List<String> command(Language language, String snippet) throws Exception {
        Path sdks = root().resolve("sdks");
        return switch (language) {
            case JAVA -> {
                Path file = folder.resolve("Snippet.java");
                Files.writeString(
                        file,
                        "import io.migomail.sdk.Migomail; import io.migomail.sdk.model.Send; import java.util.Map;\n"
                                + "class Snippet { public static void main(String[] none) {" + snippet + "} }");
                String java =
                        Path.of(System.getProperty("java.home"), "bin", "java").toString();
                yield List.of(java, "-cp", System.getProperty("java.class.path"), file.toString());
            }
            case PYTHON ->
                List.of(
                        "python3",
                        "-B",
                        "-c",
                        "import sys; sys.path.insert(0, '" + sdks.resolve("python") + "')\n"
                                + "from migomail import Migomail\n" + snippet);
            case NODE ->
                List.of(
                        "node",
                        "-e",
                        "const { Migomail } = require('" + sdks.resolve("node") + "'); (async () => {" + snippet
                                + "})();");
            case PHP ->
                List.of(
                        "php",
                        "-r",
                        "require '" + sdks.resolve("php/autoload.php") + "'; use Migomail\\Migomail; " + snippet);
            case RUBY -> List.of("ruby", "-I", sdks.resolve("ruby/lib").toString(), "-rmigomail", "-e", snippet);
        };
    }

    @ParameterizedTest
    @EnumSource
    void whatReadmeShowsSends(Language language) throws Exception {
        if (!language.installed() && !"true".equals(System.getenv("CI"))) {
            Assumptions.abort("not installed: " + language.interpreter());
        }
        Path said = folder.resolve("said.txt");
        ProcessBuilder builder = new ProcessBuilder(command(language, snippet(language)))
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(said.toFile());
        builder.environment().put("MIGO_API_KEY", api.first.liveKey());
        builder.environment().put("MIGO_BASE_URL", "http://127.0.0.1:" + api.port);
        Process process = builder.start();
        try {
            assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "it does not end");
            assertEquals(0, process.exitValue(), Files.readString(said));
        } finally {
            process.destroyForcibly();
        }
        assertEquals("priya@example.com", api.log.only().getRecipients(0).getAddress());
    }
}
