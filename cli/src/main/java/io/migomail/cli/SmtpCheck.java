package io.migomail.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Whether an SMTP server speaks TLS (RFC 3207) and goes on within it. */
final class SmtpCheck {
    private static final String EHLO = "EHLO check.migomail.test";
    /** RFC 5321 section 4.5.3.1.5 bounds a line, and no server has so many extensions. */
    private static final int LINES = 100;

    private final int millis;
    private final @Nullable String name;

    /** @param name that the certificate must be of; null = it is not looked at */
    SmtpCheck(Duration wait, @Nullable String name) {
        this.millis = Math.toIntExact(Math.max(1, wait.toMillis()));
        this.name = name;
    }

    /** @param address host:port, of IPv6 with the host in square brackets */
    String run(String address) throws FailedCheckException {
        int colon = address.lastIndexOf(':');
        String port = address.substring(colon + 1);
        if (colon < 1 || !port.matches("[0-9]{1,5}")) {
            throw new UsageException("'" + address + "' is no address like smtp.example.com:587");
        }
        String host = address.substring(0, colon).replaceAll("[\\[\\]]", "");
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, Integer.parseInt(port)), millis);
            socket.setSoTimeout(millis);
            return talk(socket, host, address);
        } catch (IOException e) {
            throw new FailedCheckException(address + ": " + e, e);
        }
    }

    private String talk(Socket socket, String host, String address) throws IOException, FailedCheckException {
        BufferedReader in = reader(socket);
        expect(reply(in), "220", "greeting");
        if (!ask(socket, in, EHLO, "250").toUpperCase(Locale.ROOT).contains("STARTTLS")) {
            throw new FailedCheckException(address + " offers no STARTTLS");
        }
        ask(socket, in, "STARTTLS", "220");
        try (SSLSocket tls = (SSLSocket) context()
                .getSocketFactory()
                .createSocket(socket, name == null ? host : name, socket.getPort(), false)) {
            if (name != null) {
                SSLParameters parameters = tls.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                tls.setSSLParameters(parameters);
            }
            tls.startHandshake();
            BufferedReader within = reader(tls);
            ask(tls, within, EHLO, "250");
            ask(tls, within, "QUIT", "221");
            return address + " speaks SMTP over " + tls.getSession().getProtocol();
        }
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    private static String ask(Socket socket, BufferedReader in, String command, String code)
            throws IOException, FailedCheckException {
        socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        String reply = reply(in);
        expect(reply, code, command);
        return reply;
    }

    private static void expect(String reply, String code, String to) throws FailedCheckException {
        if (!reply.startsWith(code)) {
            throw new FailedCheckException("the answer to " + to + " is " + reply.strip());
        }
    }

    /** All lines of a reply (RFC 5321 section 4.2.1). */
    private static String reply(BufferedReader in) throws IOException {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < LINES; i++) {
            String line = in.readLine();
            if (line == null) {
                throw new IOException("the connection was closed" + (out.isEmpty() ? "" : " after " + out));
            }
            out.append(line).append('\n');
            if (line.length() < 4 || line.charAt(3) != '-') {
                return out.toString();
            }
        }
        throw new IOException("a reply of more than " + LINES + " lines");
    }

    private SSLContext context() throws FailedCheckException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, name == null ? new TrustManager[] {new Anybody()} : null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new FailedCheckException("no TLS here: " + e, e);
        }
    }

    /** Within a cluster the server is called by another name than its certificate's, and nothing secret is said to it. */
    private static final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
