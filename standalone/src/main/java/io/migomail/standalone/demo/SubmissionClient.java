package io.migomail.standalone.demo;

import io.migomail.core.HostPort;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** One submission over STARTTLS with AUTH PLAIN, the certificate verified against a CA file. */
public final class SubmissionClient {
    private static final int TIMEOUT_MILLIS = 10_000;

    private SubmissionClient() {}

    /** What is sent, and as whom. */
    public record Mail(String user, String password, String from, String to, String content) {}

    /** Returns the text of the 250 to the final dot. */
    public static String send(HostPort server, Path ca, Mail mail) throws IOException {
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(server.host(), server.port()), TIMEOUT_MILLIS);
            plain.setSoTimeout(TIMEOUT_MILLIS);
            Dialog dialog = new Dialog(plain);
            dialog.expect(220);
            dialog.say("EHLO demo.localhost", 250);
            dialog.say("STARTTLS", 220);
            try (SSLSocket tls = (SSLSocket)
                    trusting(ca).getSocketFactory().createSocket(plain, server.host(), server.port(), true)) {
                var parameters = tls.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                tls.setSSLParameters(parameters);
                return submit(new Dialog(tls), mail);
            }
        }
    }

    private static String submit(Dialog dialog, Mail mail) throws IOException {
        String plain = "\0" + mail.user() + "\0" + mail.password();
        dialog.say("EHLO demo.localhost", 250);
        dialog.say("AUTH PLAIN " + Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8)), 235);
        dialog.say("MAIL FROM:<" + mail.from() + ">", 250);
        dialog.say("RCPT TO:<" + mail.to() + ">", 250);
        dialog.say("DATA", 354);
        String text = dialog.say(mail.content().replace("\n", "\r\n") + "\r\n.", 250);
        dialog.say("QUIT", 221);
        return text;
    }

    private static SSLContext trusting(Path ca) throws IOException {
        try (var in = Files.newInputStream(ca)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("the CA file " + ca + " cannot be used", e);
        }
    }

    /** Lines out, replies in. */
    private static final class Dialog {
        private final BufferedReader in;
        private final OutputStream out;

        Dialog(Socket socket) throws IOException {
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            out = socket.getOutputStream();
        }

        String say(String line, int code) throws IOException {
            out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            return expect(code);
        }

        String expect(int code) throws IOException {
            String line;
            do {
                line = in.readLine();
                if (line == null || !line.startsWith(Integer.toString(code))) {
                    throw new IOException("expected " + code + ", got " + line);
                }
            } while (line.length() > 3 && line.charAt(3) == '-');
            return line.substring(Math.min(4, line.length()));
        }
    }
}
