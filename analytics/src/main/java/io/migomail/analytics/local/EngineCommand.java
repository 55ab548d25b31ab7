package io.migomail.analytics.local;

import com.sun.jna.Native;
import io.migomail.core.FreePorts;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the child is started: by the running JVM's own java, with a class path narrowed to what it uses.
 *
 * @param port 0 = any free port, chosen anew for each try
 */
record EngineCommand(Path library, Path config, Path home, int port) {
    Path log() {
        return home.resolve("engine.log");
    }

    int choosePort() {
        return port != 0 ? port : FreePorts.ofThisProcess().next();
    }

    Process launch(int listenPort) throws IOException {
        String temporary = home.resolve("tmp").toString();
        List<String> command = new ArrayList<>(politely());
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xrs",
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Djava.io.tmpdir=" + temporary,
                "-Djna.tmpdir=" + temporary,
                "-cp",
                classPath(),
                ClickHouseLocalMain.class.getName(),
                library.toString(),
                config.toString(),
                home.resolve("store").toString(),
                Integer.toString(listenPort)));
        ProcessBuilder builder = new ProcessBuilder(command);
        // Options meant for the parent (agents, heap) are not for the child.
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        return builder.directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .start();
    }

    /** On the same machine mail goes first: a merge of parts is a tenth of a second of a core, every other second. */
    private static List<String> politely() {
        return Stream.of("/usr/bin/nice", "/bin/nice")
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst()
                .map(path -> List.of(path, "-n", "10"))
                .orElse(List.of());
    }

    private static String classPath() {
        return Stream.of(ClickHouseLocalMain.class, Native.class)
                .map(EngineCommand::whereIs)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String whereIs(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("no path to the classes of " + type, e);
        }
    }
}
