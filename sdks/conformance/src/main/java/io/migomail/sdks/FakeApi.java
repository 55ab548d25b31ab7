package io.migomail.sdks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * An HTTP/1.1 server on loopback that plays a script of replies, faults among them, and remembers what it was asked. It
 * keeps connections. A request that the script has no reply for gets status 501, which no scenario expects.
 */
public final class FakeApi implements AutoCloseable {
    private static final int DRIP_MILLIS = 50;
    private static final int DRIPS = 200;
    private static final int LINE = 16_384;
    private static final long PATIENCE_SECONDS = 30;

    /** What it was asked; headers by their names in lower case, body in UTF-8. */
    public record Request(String method, String target, Map<String, String> headers, String body) {}

    private final ServerSocket door;
    private final Deque<JsonNode> script = new ArrayDeque<>();
    private final List<Request> seen = new ArrayList<>();
    private final List<Socket> open = new ArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);

    /** Listens on a free port. */
    public FakeApi() throws IOException {
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::accept, "fake-api");
        thread.setDaemon(true);
        thread.start();
    }

    /** Its address, without a slash at the end. */
    public String url() {
        return "http://127.0.0.1:" + door.getLocalPort();
    }

    /** Forgets what was, and plays these replies. */
    public synchronized void play(Iterable<JsonNode> replies) {
        script.clear();
        seen.clear();
        replies.forEach(script::add);
    }

    /** What it was asked since then. */
    public synchronized List<Request> seen() {
        return List.copyOf(seen);
    }

    private synchronized JsonNode next(Request request) {
        seen.add(request);
        JsonNode reply = script.poll();
        return reply == null
                ? com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
                        .objectNode()
                        .put("status", 501)
                : reply;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket socket = door.accept();
                synchronized (this) {
                    open.add(socket);
                }
                Thread thread = new Thread(() -> serve(socket), "fake-api-connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                if (!door.isClosed()) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            boolean more = true;
            while (more) {
                String line = line(in);
                more = !line.isEmpty() && answer(socket, request(line, in));
            }
        } catch (SocketException e) {
            // The client has gone, as it does after a timeout.
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Request request(String line, InputStream in) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        String[] words = line.split(" ");
        return new Request(words[0], words[1], headers, new String(body, StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n' && out.size() < LINE; b = in.read()) {
            if (b != '\r') {
                out.write(b);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Whether the connection goes on. */
    private boolean answer(Socket socket, Request request) throws IOException, InterruptedException {
        JsonNode reply = next(request);
        String fault = reply.path("fault").asText();
        OutputStream out = socket.getOutputStream();
        switch (fault) {
            case "close" -> {
                return false;
            }
            case "stall" -> {
                end.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                return false;
            }
            default -> {
                byte[] body = body(reply);
                out.write(head(reply, fault.isEmpty() ? body.length : body.length + DRIPS));
                out.flush();
                if (fault.equals("drip")) {
                    drip(out);
                    return false;
                }
                out.write(body);
                out.flush();
                return fault.isEmpty()
                        && !request.headers().getOrDefault("connection", "").equals("close");
            }
        }
    }

    private void drip(OutputStream out) throws IOException, InterruptedException {
        for (int i = 0; i < DRIPS && !end.await(DRIP_MILLIS, TimeUnit.MILLISECONDS); i++) {
            out.write(' ');
            out.flush();
        }
    }

    private static byte[] body(JsonNode reply) {
        JsonNode body = reply.path("body");
        String text = body.isMissingNode() ? reply.path("text").asText() : body.toString();
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] head(JsonNode reply, int length) {
        int status = reply.path("status").asInt(200);
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Status\r\n");
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Content-Type", status < 400 ? "application/json" : "application/problem+json");
        headers.put("X-Request-Id", "req_1");
        for (Iterator<Map.Entry<String, JsonNode>> it = reply.path("headers").fields(); it.hasNext(); ) {
            Map.Entry<String, JsonNode> each = it.next();
            headers.put(each.getKey(), each.getValue().asText());
        }
        if (status != 204) {
            headers.put("Content-Length", Integer.toString(length));
        }
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        end.countDown();
        door.close();
        synchronized (this) {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }
}
