package io.migomail.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 over one kept connection (RFC 9112), no more of it than the API needs: a plain blocking socket costs the
 * machine least. Confined to one thread. Nothing is sent twice: a failure is the caller's to count.
 */
public final class RestClient implements Client {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TIMEOUT_MILLIS = 30_000;

    private final URI base;
    private final String authorization;
    private final Mails mails;
    private @Nullable Socket socket;
    private InputStream in = InputStream.nullInputStream();

    /** @param base {@code http} or {@code https} URL of the API, without {@code /v1} */
    public RestClient(URI base, String key, Mails mails) {
        this.base = base;
        this.authorization = "Authorization: Bearer " + key + "\r\n";
        this.mails = mails;
    }

    @Override
    public Answer send(int n) throws IOException {
        Response response = exchange("POST", "/v1/messages", mails.rest(n));
        if (response.status() != 200) {
            return new Answer(response.status(), "");
        }
        return new Answer(200, JSON.readTree(response.body()).path("message_id").asText());
    }

    /** The story of a message; an empty object where the API does not tell it. */
    public JsonNode story(String messageId) throws IOException {
        Response response = get("/v1/messages/" + messageId);
        return response.status() == 200 ? JSON.readTree(response.body()) : JSON.createObjectNode();
    }

    /** Reads a resource, whatever it is answered. */
    public Response get(String path) throws IOException {
        return exchange("GET", path, new byte[0]);
    }

    @Override
    public void close() {
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                // It is gone either way.
            }
            socket = null;
        }
    }

    /** What was answered, all of it. */
    public record Response(int status, byte[] body) {}

    private Response exchange(String method, String path, byte[] body) throws IOException {
        try {
            Socket open = connected();
            byte[] head = (method + " " + path + " HTTP/1.1\r\nHost: " + base.getAuthority() + "\r\n" + authorization
                            + "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            ByteArrayOutputStream whole = new ByteArrayOutputStream(head.length + body.length);
            whole.writeBytes(head);
            whole.writeBytes(body);
            open.getOutputStream().write(whole.toByteArray());
            return response();
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private Socket connected() throws IOException {
        if (socket != null) {
            return socket;
        }
        boolean tls = "https".equals(base.getScheme());
        Socket fresh = tls ? SSLSocketFactory.getDefault().createSocket() : new Socket();
        fresh.setTcpNoDelay(true);
        fresh.setSoTimeout(TIMEOUT_MILLIS);
        int port = base.getPort() > 0 ? base.getPort() : tls ? 443 : 80;
        fresh.connect(new InetSocketAddress(base.getHost(), port), TIMEOUT_MILLIS);
        in = new BufferedInputStream(fresh.getInputStream());
        socket = fresh;
        return fresh;
    }

    private Response response() throws IOException {
        String status = line();
        if (!status.startsWith("HTTP/1.1 ") || status.length() < 12) {
            throw new IOException("not an HTTP/1.1 response: " + status);
        }
        int length = 0;
        boolean chunked = false;
        boolean last = false;
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            String value = line.substring(colon + 1).trim();
            switch (colon < 0 ? "" : line.substring(0, colon).toLowerCase(java.util.Locale.ROOT)) {
                case "content-length" -> length = Integer.parseInt(value);
                case "transfer-encoding" -> chunked = value.equalsIgnoreCase("chunked");
                case "connection" -> last = value.equalsIgnoreCase("close");
                default -> {
                    // Nothing else changes how the response is read.
                }
            }
        }
        byte[] body = chunked ? chunks() : octets(length);
        if (last) {
            close();
        }
        return new Response(Integer.parseInt(status.substring(9, 12)), body);
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int size = Integer.parseInt(line().trim(), 16);
        while (size > 0) {
            out.writeBytes(octets(size));
            line();
            size = Integer.parseInt(line().trim(), 16);
        }
        line();
        return out.toByteArray();
    }

    private byte[] octets(int length) throws IOException {
        byte[] out = in.readNBytes(length);
        if (out.length < length) {
            throw new IOException("the connection ended inside a response");
        }
        return out;
    }

    private String line() throws IOException {
        StringBuilder out = new StringBuilder(64);
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new IOException("the connection ended before the response");
            }
            if (octet != '\r') {
                out.append((char) octet);
            }
        }
        return out.toString();
    }
}
