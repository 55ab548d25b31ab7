package io.migomail.helm.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kubernetes.client.proto.Runtime.Unknown;
import io.kubernetes.client.proto.V1.Secret;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * As much of a Kubernetes API server as Helm speaks to: discovery, objects in memory, patches, watches. It admits
 * everything, schedules nothing, and has no controllers but that Jobs and pods end at once. Listens on loopback.
 */
public final class FakeApiServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PROTOBUF_MAGIC = 4;

    private final HttpServer server;
    private final ObjectStore store;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<String> requests = new ArrayList<>();

    private FakeApiServer(Predicate<String> failing) throws IOException {
        store = new ObjectStore(failing);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    /** @param failing names of Jobs and pods that do not succeed */
    public static FakeApiServer start(Predicate<String> failing) throws IOException {
        return new FakeApiServer(failing);
    }

    /** A kubeconfig that leads here. */
    public String kubeConfig() {
        return """
                apiVersion: v1
                kind: Config
                clusters: [{name: c, cluster: {server: "http://127.0.0.1:%d"}}]
                contexts: [{name: c, context: {cluster: c, user: u}}]
                current-context: c
                users: [{name: u, user: {}}]
                """.formatted(server.getAddress().getPort());
    }

    /** All objects that there are now, but for Helm's own records of releases. */
    public List<ObjectNode> objects() {
        return store.all()
                .filter(each -> !each.path("type").asText().startsWith("helm.sh/release"))
                .toList();
    }

    /** Method, plural and name of every change, in order. */
    public List<String> changes() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String[] parts = path.substring(1).split("/");
            switch (parts[0]) {
                case "version" -> answer(exchange, 200, Discovery.version());
                case "openapi" -> empty(exchange);
                case "api" -> answerOrServe(exchange, parts, 2, parts.length > 1 ? parts[1] : "");
                case "apis" -> answerOrServe(exchange, parts, 3, parts.length > 2 ? parts[1] + "/" + parts[2] : "");
                default -> answer(exchange, 404, Discovery.status(404, "NotFound", path));
            }
        }
    }

    /** @param depth parts of the path up to the version */
    private void answerOrServe(HttpExchange exchange, String[] parts, int depth, String groupVersion)
            throws IOException {
        if (groupVersion.isEmpty()) {
            answer(exchange, 200, parts[0].equals("api") ? Discovery.versions() : Discovery.groups());
        } else if (parts.length == depth) {
            answer(exchange, 200, Discovery.resources(groupVersion));
        } else {
            objects(exchange, groupVersion, List.of(parts).subList(depth, parts.length));
        }
    }

    /** @param rest {@code namespaces/n/plural[/name]} */
    private void objects(HttpExchange exchange, String groupVersion, List<String> rest) throws IOException {
        if (rest.size() == 2 && rest.get(0).equals("namespaces")) {
            answer(exchange, 200, Discovery.object("v1", "Namespace", rest.get(1)));
            return;
        }
        ResourceType type = rest.size() < 3
                ? null
                : ResourceType.of(groupVersion, rest.get(2)).orElse(null);
        if (type == null) {
            answer(exchange, 404, Discovery.status(404, "NotFound", groupVersion + " " + rest));
            return;
        }
        String namespace = rest.get(1);
        if (rest.size() == 3) {
            collection(exchange, type, namespace);
        } else {
            single(exchange, type, namespace, rest.get(3));
        }
    }

    private void collection(HttpExchange exchange, ResourceType type, String namespace) throws IOException {
        Map<String, String> query = query(exchange);
        if (exchange.getRequestMethod().equals("POST")) {
            changed("POST " + type.plural());
            ObjectNode object = body(exchange);
            var created = store.create(type, namespace, object);
            String name = object.at("/metadata/name").asText();
            answer(
                    exchange,
                    created.isPresent() ? 201 : 409,
                    created.orElseGet(() -> Discovery.status(409, "AlreadyExists", name)));
        } else if ("true".equals(query.get("watch"))) {
            watch(exchange, type, namespace, query);
        } else {
            ObjectNode list = Discovery.object(type.groupVersion(), type.kind() + "List", "");
            list.withObjectProperty("metadata").put("resourceVersion", store.version());
            ArrayNode items = list.putArray("items");
            selected(type, namespace, query).forEach(items::add);
            answer(exchange, 200, list);
        }
    }

    private List<ObjectNode> selected(ResourceType type, String namespace, Map<String, String> query) {
        return store.list(
                type, namespace, query.getOrDefault("labelSelector", ""), query.getOrDefault("fieldSelector", ""));
    }

    private void single(HttpExchange exchange, ResourceType type, String namespace, String name) throws IOException {
        ObjectNode present = store.get(type, namespace, name).orElse(null);
        if (present == null) {
            answer(exchange, 404, Discovery.status(404, "NotFound", type.plural() + " " + name));
            return;
        }
        String method = exchange.getRequestMethod();
        if (!method.equals("GET")) {
            changed(method + " " + type.plural() + "/" + name);
        }
        switch (method) {
            case "GET" -> answer(exchange, 200, present);
            case "PUT" -> answer(exchange, 200, store.put(type, namespace, body(exchange)));
            case "PATCH" -> answer(exchange, 200, store.put(type, namespace, patched(exchange, present)));
            case "DELETE" -> {
                store.remove(type, namespace, name);
                answer(exchange, 200, Discovery.status(200, "", name));
            }
            default -> answer(exchange, 405, Discovery.status(405, "MethodNotAllowed", name));
        }
    }

    private void changed(String what) {
        synchronized (requests) {
            requests.add(what);
        }
    }

    private static ObjectNode patched(HttpExchange exchange, ObjectNode present) throws IOException {
        String kind = exchange.getRequestHeaders().getFirst("Content-Type");
        ObjectNode patch = body(exchange);
        return switch (kind) {
            case "application/strategic-merge-patch+json" -> StrategicMerge.strategic(present, patch);
            case "application/merge-patch+json" -> (ObjectNode) StrategicMerge.json(present, patch);
            default -> throw new IOException("a patch of a kind that is not known here: " + kind);
        };
    }

    /** What there is, the mark that this was all of it, and then nothing until the server ends: nothing changes by itself. */
    private void watch(HttpExchange exchange, ResourceType type, String namespace, Map<String, String> query)
            throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        for (ObjectNode each : selected(type, namespace, query)) {
            event(out, "ADDED", each);
        }
        ObjectNode mark = Discovery.object(type.groupVersion(), type.kind(), "");
        mark.withObjectProperty("metadata")
                .put("resourceVersion", store.version())
                .withObjectProperty("annotations")
                .put("k8s.io/initial-events-end", "true");
        event(out, "BOOKMARK", mark);
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void event(OutputStream out, String type, ObjectNode object) throws IOException {
        ObjectNode event = JsonNodeFactory.instance.objectNode().put("type", type);
        event.set("object", object);
        out.write((event + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> out = new TreeMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        Stream.of(raw == null ? new String[0] : raw.split("&")).forEach(each -> {
            String[] pair = each.split("=", 2);
            out.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        });
        return out;
    }

    private static ObjectNode body(HttpExchange exchange) throws IOException {
        byte[] bytes = exchange.getRequestBody().readAllBytes();
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        return "application/vnd.kubernetes.protobuf".equals(type) ? secret(bytes) : (ObjectNode) JSON.readTree(bytes);
    }

    /** Helm's record of a release: the only object that it sends so. */
    private static ObjectNode secret(byte[] bytes) throws IOException {
        Unknown envelope = Unknown.parseFrom(java.util.Arrays.copyOfRange(bytes, PROTOBUF_MAGIC, bytes.length));
        Secret secret = Secret.parseFrom(envelope.getRaw());
        ObjectNode out = Discovery.object("v1", "Secret", secret.getMetadata().getName());
        out.put("type", secret.getType());
        ObjectNode labels = out.withObjectProperty("metadata").putObject("labels");
        secret.getMetadata().getLabelsMap().forEach(labels::put);
        ObjectNode data = out.putObject("data");
        secret.getDataMap()
                .forEach((key, value) -> data.put(key, Base64.getEncoder().encodeToString(value.toByteArray())));
        return out;
    }

    private static void answer(HttpExchange exchange, int status, JsonNode body) throws IOException {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static void empty(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, -1);
    }
}
