package io.migomail.ingress;

import io.migomail.core.HostPort;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The chart's test: asks a node for its readiness over HTTP, and for STARTTLS over SMTP. */
public final class ReadyMain {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private ReadyMain() {}

    /** Arguments: base URL, SMTP address. Exit status 0 when both answer as they should. */
    public static void main(String[] args) throws Exception {
        http(args[0]);
        smtp(HostPort.parse(args[1]));
        System.out.println("ready");
    }

    private static void http(String base) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/healthz/ready"))
                .timeout(TIMEOUT)
                .build();
        int status = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
        if (status != 200) {
            throw new IOException("/healthz/ready answered " + status);
        }
    }

    private static void smtp(HostPort address) throws IOException {
        try (Socket socket = new Socket(address.host(), address.port())) {
            socket.setSoTimeout((int) TIMEOUT.toMillis());
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            String line = in.readLine();
            socket.getOutputStream().write("EHLO ready.test\r\n".getBytes(StandardCharsets.US_ASCII));
            boolean startTls = false;
            do {
                line = in.readLine();
                startTls |= line != null && line.endsWith("STARTTLS");
            } while (line != null && line.startsWith("250-"));
            if (!startTls) {
                throw new IOException("no STARTTLS at " + address);
            }
        }
    }
}
