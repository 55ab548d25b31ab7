package io.migomail.cli;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the API is, with which key it is asked, and how answers are shown. The key itself is never an argument: others see those. */
final class ApiOptions {
    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "address of the API; default: MIGO_BASE_URL, else that of a local run, http://127.0.0.1:8080")
    @Nullable
    String url;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description = "file that holds the API key and nothing else; default: the key in MIGO_API_KEY")
    @Nullable
    Path keyFile;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "30s",
            converter = Times.Converter.class,
            description = "how long one attempt of a request may take; default: ${DEFAULT-VALUE}")
    Duration timeout = Duration.ofSeconds(30);

    @Option(names = "--json", description = "print what the API answered, of a list one line for each of its things")
    boolean json;
}
