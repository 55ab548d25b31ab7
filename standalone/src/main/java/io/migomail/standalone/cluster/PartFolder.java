package io.migomail.standalone.cluster;

import io.migomail.standalone.Scratch;
import io.migomail.standalone.StartException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one process has on disk beside its state: {@code pid}, {@code log}, {@code out} (what it says before it can log),
 * {@code conf}, and {@code tmp}, which is emptied at every start.
 */
final class PartFolder {
    /** As in the one process' jvm.options, see docs/adr/0021 and 0027. */
    private static final List<String> COMPILER = List.of(
            "-XX:MaxInlineLevel=9",
            "-XX:FreqInlineSize=150",
            "-XX:InlineSmallCode=1200",
            "-XX:LoopUnrollLimit=20",
            "-XX:PerMethodTrapLimit=0");

    private static final int TAIL_BYTES = 2000;

    private final Path folder;

    PartFolder(Path folder) {
        this.folder = folder;
    }

    Path conf() {
        return folder.resolve("conf");
    }

    Path tmp() {
        return folder.resolve("tmp");
    }

    Optional<PartProcess> process() throws IOException {
        return PartProcess.read(folder.resolve("pid"));
    }

    /** Starts the process so that it outlives this one and the terminal. */
    void start(Launch launch, Map<String, String> environment) throws IOException {
        Scratch.empty(tmp());
        Scratch.empty(conf());
        for (var file : launch.files().entrySet()) {
            Files.writeString(conf().resolve(file.getKey()), file.getValue());
        }
        ProcessBuilder builder = new ProcessBuilder(command(launch))
                .directory(folder.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile());
        // Options meant for this program (agents, heap) are not for the others.
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("MIGO_")
                        || List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS").contains(name));
        builder.environment().putAll(environment);
        builder.environment().putAll(launch.environment());
        PartProcess.write(folder.resolve("pid"), builder.start().toHandle());
    }

    private List<String> command(Launch launch) {
        List<String> command = new ArrayList<>();
        // A session of its own: Ctrl-C and the end of the terminal are not for it. The pid stays the same.
        Stream.of("/usr/bin/setsid", "/bin/setsid")
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst()
                .ifPresent(command::add);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Djava.io.tmpdir=" + tmp(),
                "-Djna.tmpdir=" + tmp(),
                "-Dmigomail.log=" + folder.resolve("log"),
                "-Dlog4j2.configurationFile=classpath:log4j2-standalone.xml",
                "-Dio.netty.tryReflectionSetAccessible=false",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData"));
        command.addAll(COMPILER);
        command.addAll(classArchive());
        command.addAll(launch.jvm());
        command.addAll(
                Stream.of(System.getenv().getOrDefault("MIGO_JAVA_OPTS", "").split("\\s+"))
                        .filter(option -> !option.isEmpty())
                        .toList());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), launch.main()));
        command.addAll(launch.arguments());
        return command;
    }

    /** The archive of classes that the start script uses, see docs/adr/0019. */
    private static List<String> classArchive() {
        String archive = System.getProperty("migomail.classes", "");
        return archive.isEmpty() ? List.of() : List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds*=off");
    }

    /** @throws StartException with its last words where the process has ended */
    void requireAlive(String name) throws IOException {
        if (process().isEmpty()) {
            throw new StartException(name + " ended by itself; see " + folder + "; its last words: "
                    + tail(folder.resolve("out")) + " " + tail(folder.resolve("log")));
        }
    }

    private static String tail(Path file) throws IOException {
        if (!Files.exists(file)) {
            return "";
        }
        byte[] bytes = Files.readAllBytes(file);
        int from = Math.max(0, bytes.length - TAIL_BYTES);
        return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8).strip();
    }
}
