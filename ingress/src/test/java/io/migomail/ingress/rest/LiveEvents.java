package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Iterator;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What EventSource of a browser does with a stream: takes it line by line. */
final class LiveEvents implements AutoCloseable {
    private static final String END = "END";
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final Stream<String> body;
    final HttpResponse<Stream<String>> answer;
    /** The id of the last event. */
    String last = "";

    LiveEvents(TestIngress api, Browser browser, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port + path))
                .GET();
        browser.cookies.forEach((name, value) -> request.header("Cookie", name + "=" + value));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        answer = HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofLines());
        body = answer.body();
        Iterator<String> taken = body.iterator();
        Thread reader = new Thread(() -> read(taken), "live-events-reader");
        reader.setDaemon(true);
        reader.start();
    }

    private void read(Iterator<String> taken) {
        try {
            taken.forEachRemaining(lines::add);
        } catch (UncheckedIOException e) {
            lines.add("broken " + e.getMessage());
        }
        lines.add(END);
    }

    /** Waits for a line that holds the text. */
    String await(String text) throws InterruptedException {
        for (String line = next(text); ; line = next(text)) {
            if (line.startsWith("id: ")) {
                last = line.substring(4);
            }
            if (line.contains(text)) {
                return line;
            }
            assertTrue(!line.equals(END), "the stream ended before " + text);
        }
    }

    private String next(String text) throws InterruptedException {
        String line = lines.poll(60, TimeUnit.SECONDS);
        assertTrue(line != null, "no line with " + text);
        return line;
    }

    void awaitEnd() throws InterruptedException {
        await(END);
    }

    /** What came that nobody waited for. */
    String rest() {
        return String.join("\n", lines);
    }

    @Override
    public void close() {
        body.close();
    }
}
