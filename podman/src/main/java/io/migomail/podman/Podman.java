package io.migomail.podman;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command podman; which storage and runtime it uses is in its environment. Blocks; thread-safe. */
final class Podman {
    private Podman() {}

    /** What it prints. @throws IOException with what it said where it does not end well */
    static String run(List<String> arguments) throws IOException, InterruptedException {
        return run(arguments, "", Map.of());
    }

    /** The same, with an input and variables over this process's own. */
    static String run(List<String> arguments, String input, Map<String, String> environment)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("podman", "--log-level=error"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        try (var out = process.getOutputStream()) {
            out.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        if (status != 0) {
            throw new IOException("podman " + arguments.get(0) + " ended with " + status + ": " + said.strip());
        }
        return said;
    }

    /** Starts the containers of a pod. */
    static void play(PodmanPod pod, String network) throws IOException, InterruptedException {
        run(List.of("kube", "play", "--network", pod.network(network), "-"), pod.yaml(), Map.of());
    }

    /** Waits until the container has ended; its status. */
    static int status(PodmanPod pod) throws IOException, InterruptedException {
        String[] lines = run(List.of("wait", pod.containerName())).strip().split("\\s+", -1);
        return Integer.parseInt(lines[lines.length - 1]);
    }

    /** Whether the container runs. */
    static boolean runs(PodmanPod pod) throws IOException, InterruptedException {
        String state = run(List.of("container", "inspect", "--format", "{{.State.Running}}", pod.containerName()));
        return state.contains("true");
    }

    /** The newest lines of a container. */
    static String words(String container, int lines) throws IOException, InterruptedException {
        return run(List.of("logs", "--tail", Integer.toString(lines), container));
    }

    /** Every container, those that have ended too. */
    static List<String> containers() throws IOException, InterruptedException {
        return run(List.of("ps", "--all", "--sort", "created", "--format", "{{.Names}}"))
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }
}
