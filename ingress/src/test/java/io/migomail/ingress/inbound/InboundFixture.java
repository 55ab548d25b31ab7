package io.migomail.ingress.inbound;

import io.migomail.control.ControlPlane;
import io.migomail.core.HostPort;
import io.migomail.core.Ids;
import io.migomail.core.MessageIds;
import io.migomail.core.RecordCodec;
import io.migomail.core.ReturnPaths;
import io.migomail.core.record.Domain;
import io.migomail.core.record.MailReport;
import io.migomail.ingress.metric.IngressMeters;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import io.migomail.mail.smtp.server.SmtpServer;
import io.migomail.mail.tls.LocalAuthority;
import io.migomail.testkit.FakeTime;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server for returned mail on a free port, with one sending domain and a log that remembers, or is away. */
final class InboundFixture implements AutoCloseable {
    static final String OPERATOR = "track.operator.example";
    static final String HOST = "mg.yourapp.com";

    final FakeTime time = new FakeTime();
    final ReturnPaths paths = new ReturnPaths(purpose -> List.of(Ids.sha256(purpose.getBytes(StandardCharsets.UTF_8))));
    final String delivery = new MessageIds(new byte[16]).next("app_1", time.wallMillis(), new Random(1)) + ".2";
    final List<MailReport> written = new CopyOnWriteArrayList<>();
    volatile boolean away;
    private final ControlPlane control = ControlPlane.inMemory(time);
    private final SmtpServer server;

    InboundFixture(Path folder) throws IOException, InterruptedException {
        control.put(
                Domain.newBuilder()
                        .setId("dom_1")
                        .setAccountId("acc_1")
                        .setName("yourapp.com")
                        .build(),
                0);
        server = InboundServer.start(
                new InboundServer.Place(
                        List.of(new HostPort("127.0.0.1", 0)),
                        OPERATOR,
                        new LocalAuthority(folder, time).serverCertificate(Set.of("localhost"))),
                new InboundServer.Parts(
                        paths,
                        control.view(),
                        OPERATOR,
                        (topic, key, value) -> {
                            if (away) {
                                return CompletableFuture.failedFuture(Problem.of(ErrorCode.STORE_UNAVAILABLE, "away"));
                            }
                            written.add(RecordCodec.REPORT.decode(value));
                            return CompletableFuture.completedFuture(null);
                        },
                        time,
                        new IngressMeters(time)));
    }

    /** The return path of the delivery. */
    String path() {
        return paths.local(delivery) + "@" + HOST;
    }

    /** The reply to RCPT, or to the content where the recipient was taken. */
    String offer(String recipient, String mail) throws IOException {
        try (Client client = new Client(server.port())) {
            return client.offer(recipient, mail);
        }
    }

    Client client() throws IOException {
        return new Client(server.port());
    }

    @Override
    public void close() {
        server.close();
        control.close();
    }

    /** One connection. */
    static final class Client implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader in;

        private Client(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(60_000);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            reply();
            say("EHLO mx.example.org");
        }

        String offer(String recipient, String mail) throws IOException {
            say("MAIL FROM:<>");
            String taken = say("RCPT TO:<" + recipient + ">");
            if (!taken.startsWith("250")) {
                return taken;
            }
            String data = say("DATA");
            return data.startsWith("354") ? say(mail.replaceAll("\r?\n", "\r\n") + "\r\n.") : data;
        }

        /** The last line of the reply. */
        String say(String line) throws IOException {
            socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            return reply();
        }

        private String reply() throws IOException {
            String line = in.readLine();
            while (line != null && line.length() > 3 && line.charAt(3) == '-') {
                line = in.readLine();
            }
            return String.valueOf(line);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
