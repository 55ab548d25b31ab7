package io.migomail.podman;

import io.migomail.analytics.local.EngineLibrary;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The container with {@link StandInsMain}: this program's own class path and event store, read only, over an image with Java. */
final class StandIns {
    private static final String FOLDER = "/var/lib/stand-ins";

    private StandIns() {}

    /** Starts it; returns when both listen. */
    static void start(Path home, String image, String network, String address, String password) throws Exception {
        Path engine = EngineLibrary.locate(System.getenv());
        String classPath = System.getProperty("java.class.path");
        List<String> command = new ArrayList<>(List.of("run", "--detach", "--name", "stand-ins", "--network"));
        StringBuilder names = new StringBuilder(network + ":ip=" + address);
        StandInsMain.NAMES.forEach(name -> names.append(",alias=").append(name));
        command.add(names.toString());
        for (Path folder : folders(home, classPath)) {
            command.addAll(List.of("--volume", folder + ":" + folder + ":ro"));
        }
        // As EngineLibrary finds it: CACHE/migomail/chdb-VERSION/FILE.
        String version = "migomail/chdb-" + EngineLibrary.VERSION;
        command.addAll(List.of("--volume", engine.resolveSibling("") + ":/cache/" + version + ":ro"));
        command.addAll(List.of("--env", "XDG_CACHE_HOME=/cache", "--env", StandInsMain.PASSWORD));
        command.addAll(List.of("--volume", "stand-ins:" + FOLDER, "--ulimit", "nofile=4096:4096"));
        command.addAll(List.of("--ulimit", "nproc=4096:4096"));
        // The class path may lie in a folder that is this user's alone.
        command.addAll(List.of("--user", "0:0", "--entrypoint", "java", image));
        command.addAll(
                List.of("-Xmx768m", "-XX:+UseSerialGC", "-Dlog4j2.configurationFile=classpath:log4j2-server.xml"));
        command.addAll(List.of("-cp", classPath, StandInsMain.class.getName(), FOLDER));
        Podman.run(command, "", Map.of(StandInsMain.PASSWORD, password));
        Waiting.listens(address, StandInsMain.KAFKA);
        Waiting.listens(address, StandInsMain.CLICKHOUSE);
    }

    /** The folders that hold every entry of a class path: that of this project, and the one that all other jars are below. */
    static List<Path> folders(Path home, String classPath) throws IOException {
        List<Path> others = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            Path jar = Path.of(entry).toAbsolutePath().normalize();
            if (!jar.startsWith(home)) {
                others.add(jar);
            }
        }
        if (others.isEmpty()) {
            return List.of(home);
        }
        Path first = others.get(0);
        int depth = first.getNameCount() - 1;
        for (Path jar : others) {
            while (depth > 0 && !jar.startsWith(first.getRoot().resolve(first.subpath(0, depth)))) {
                depth--;
            }
        }
        if (depth == 0) {
            throw new IOException("jars of the class path have no folder in common: " + classPath);
        }
        return List.of(home, first.getRoot().resolve(first.subpath(0, depth)));
    }
}
