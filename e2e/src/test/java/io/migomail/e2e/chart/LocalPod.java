package io.migomail.e2e.chart;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.e2e.Await;
import io.migomail.helm.Pods;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A pod as a process on this machine: its container's own arguments, environment and files. Three things stand for what a
 * container runtime does: the pod's address takes the place of 0.0.0.0, folders that of volumes, this build's class path that of the image.
 */
final class LocalPod implements AutoCloseable {
    private static final Duration PROBE = Duration.ofSeconds(3);
    private static final Pattern VARIABLE = Pattern.compile("\\$\\(([A-Za-z_0-9]+)\\)");
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PROBE)
            .build();

    private final Namespace namespace;
    private final String name;
    private final Pods.Pod pod;
    private final String address;
    private Process process;

    LocalPod(Namespace namespace, String name, Pods.Pod pod, String address) {
        this.namespace = namespace;
        this.name = name;
        this.pod = pod;
        this.address = address;
    }

    String name() {
        return name;
    }

    String address() {
        return address;
    }

    boolean matches(JsonNode selector) {
        JsonNode labels = pod.metadata().path("labels");
        return selector.properties().stream().allMatch(each -> each.getValue().equals(labels.path(each.getKey())));
    }

    /** The container that runs as long as the pod does. */
    JsonNode container() {
        return pod.spec().at("/containers/0");
    }

    List<String> arguments() throws IOException {
        List<String> out = new ArrayList<>();
        for (JsonNode each : container().path("args")) {
            out.add(local(container(), expanded(each.asText(), environment())));
        }
        return out;
    }

    /** The environment of the container, with references resolved and paths of this machine. */
    Map<String, String> environment() throws IOException {
        Map<String, String> out = new LinkedHashMap<>();
        for (JsonNode from : container().path("envFrom")) {
            out.putAll(
                    from.has("configMapRef")
                            ? namespace.map(from.at("/configMapRef/name").asText())
                            : namespace.secret(from.at("/secretRef/name").asText()));
        }
        for (JsonNode each : container().path("env")) {
            out.put(each.path("name").asText(), value(each, out));
        }
        for (Map.Entry<String, String> each : out.entrySet()) {
            each.setValue(local(container(), each.getValue()).replace("0.0.0.0", address));
        }
        return out;
    }

    private String value(JsonNode variable, Map<String, String> before) {
        JsonNode from = variable.path("valueFrom");
        if (from.has("secretKeyRef")) {
            JsonNode reference = from.path("secretKeyRef");
            return entry(
                    namespace.secret(reference.path("name").asText()),
                    reference.path("key").asText());
        }
        if (from.has("fieldRef")) {
            if (!from.at("/fieldRef/fieldPath").asText().equals("status.podIP")) {
                throw new AssertionError("a field that is not known here: " + from);
            }
            return address;
        }
        return expanded(variable.path("value").asText(), before);
    }

    private static String expanded(String text, Map<String, String> variables) {
        return VARIABLE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(entry(variables, found.group(1))));
    }

    private static String entry(Map<String, String> entries, String key) {
        String found = entries.get(key);
        if (found == null) {
            throw new AssertionError("nothing is called " + key + " among " + entries.keySet());
        }
        return found;
    }

    /** A text with the folders of this machine in place of where a container mounts its volumes. */
    String local(JsonNode container, String text) throws IOException {
        Map<String, String> folders = new TreeMap<>(
                Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        for (JsonNode mount : container.path("volumeMounts")) {
            folders.put(
                    mount.path("mountPath").asText(),
                    volume(mount.path("name").asText()).toString());
        }
        if (folders.isEmpty()) {
            return text;
        }
        String paths = folders.keySet().stream().map(Pattern::quote).collect(Collectors.joining("|"));
        return Pattern.compile("(?<![\\w.-])(" + paths + ")(?=/|$|[^\\w.-])")
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(entry(folders, found.group(1))));
    }

    /** Where a volume of the pod is on this machine, with what a ConfigMap or Secret puts into it: octets, a char each. */
    Path volume(String volume) throws IOException {
        JsonNode found = Pods.stream(pod.spec().path("volumes"))
                .filter(v -> v.path("name").asText().equals(volume))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " has no volume " + volume));
        if (found.has("persistentVolumeClaim")) {
            String claim = found.at("/persistentVolumeClaim/claimName").asText();
            return Files.createDirectories(namespace.folder().resolve("claims").resolve(claim));
        }
        Path folder = Files.createDirectories(home().resolve("volumes").resolve(volume));
        if (found.has("configMap")) {
            write(folder, namespace.map(found.at("/configMap/name").asText()), found.at("/configMap/items"));
        } else if (found.has("secret")) {
            write(folder, namespace.secret(found.at("/secret/secretName").asText()), found.at("/secret/items"));
        }
        return folder;
    }

    private static void write(Path folder, Map<String, String> entries, JsonNode items) throws IOException {
        Map<String, String> files = new TreeMap<>();
        if (items.isMissingNode()) {
            files.putAll(entries);
        }
        for (JsonNode item : items) {
            files.put(
                    item.path("path").asText(), entry(entries, item.path("key").asText()));
        }
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue(), StandardCharsets.ISO_8859_1);
        }
    }

    /** The pod's folder. */
    Path home() throws IOException {
        return Files.createDirectories(namespace.folder().resolve("pods").resolve(name));
    }

    /** Runs what prepares the pod, each to its end: the image's folders are taken from here. */
    void prepare(Path image) throws IOException, InterruptedException {
        for (JsonNode container : pod.spec().path("initContainers")) {
            List<String> command = new ArrayList<>();
            for (JsonNode part : container.path("command")) {
                command.add(local(container, part.asText()).replace("/opt/flink", image.toString()));
            }
            Process run = new ProcessBuilder(command).inheritIO().start();
            if (run.waitFor() != 0) {
                throw new AssertionError(command + " ended with " + run.exitValue());
            }
        }
    }

    /** A program of ours: the image's entry point is {@code java} with its class path, the arguments begin with the main class. */
    void start() throws IOException {
        List<String> command = new ArrayList<>(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(arguments());
        java(command);
    }

    /** A JVM with these options and arguments, the pod's environment, and the names of the namespace. */
    void java(List<String> options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Djdk.net.hosts.file=" + namespace.hosts());
        command.add("-Djava.io.tmpdir=" + volume("tmp"));
        command.add("-Djna.tmpdir=" + volume("tmp"));
        command.add("-Dlog4j2.configurationFile=classpath:log4j2-standalone.xml");
        command.add("-Dmigomail.log=" + home().resolve("log"));
        command.addAll(options);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home().toFile())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(home().resolve("out").toFile()));
        builder.environment().keySet().removeIf(each -> each.startsWith("MIGO_") || each.contains("JAVA"));
        builder.environment().putAll(environment());
        process = builder.start();
    }

    /** Waits until a program that ends has ended. */
    int end() throws InterruptedException {
        return process.waitFor();
    }

    /** Waits until the probe of this name says yes, as the kubelet would ask. */
    void await(String probe) throws Exception {
        JsonNode asked = container().path(probe);
        Await.until(name + " " + probe, () -> answers(asked), yes -> yes);
    }

    private boolean answers(JsonNode probe) throws InterruptedException, IOException {
        if (!process.isAlive()) {
            throw new AssertionError(name + " ended with " + process.exitValue() + ": " + words());
        }
        try {
            if (probe.has("tcpSocket")) {
                int port = port(probe.at("/tcpSocket/port"));
                try (Socket socket = new Socket()) {
                    socket.connect(new InetSocketAddress(address, port), (int) PROBE.toMillis());
                    return true;
                }
            }
            URI uri = URI.create("http://" + address + ":" + port(probe.at("/httpGet/port"))
                    + probe.at("/httpGet/path").asText());
            HttpRequest request = HttpRequest.newBuilder(uri).timeout(PROBE).build();
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false; // not yet
        }
    }

    /** The number of a port of the container. */
    int port(JsonNode named) {
        return Pods.stream(container().path("ports"))
                .filter(each -> each.path("name").equals(named))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " has no port " + named))
                .path("containerPort")
                .asInt();
    }

    /** SIGTERM, and the time that the chart gives it; its status. */
    int terminate() throws InterruptedException {
        Duration grace = Duration.ofSeconds(
                pod.spec().path("terminationGracePeriodSeconds").asInt());
        process.destroy();
        if (!process.waitFor(grace.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS)) {
            throw new AssertionError(name + " did not end within " + grace);
        }
        return process.exitValue();
    }

    /** kill -9. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** What it said last. */
    String words() throws IOException {
        StringBuilder out = new StringBuilder();
        for (String file : List.of("out", "log")) {
            Path path = home().resolve(file);
            if (Files.exists(path)) {
                String text = Files.readString(path);
                out.append(text.substring(Math.max(0, text.length() - 4000)));
            }
        }
        return out.toString();
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
            process.onExit().join();
        }
    }
}
