package io.migomail.mail.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.TimeSource;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalAuthorityTest {
    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "::1");

    @TempDir
    Path folder;

    @Test
    void files_are_written_with_the_modes_that_keep_keys_secret() throws IOException {
        authority(0).serverCertificate(NAMES);
        for (String key : new String[] {"smtp-key.pem", "ca-key.pem"}) {
            assertEquals(
                    "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(key))));
        }
        assertTrue(Files.readString(folder.resolve("ca.pem")).startsWith("-----BEGIN CERTIFICATE-----\n"));
        try (var files = Files.list(folder)) {
            assertEquals(4, files.count());
        }
    }

    @Test
    void a_valid_certificate_is_used_again() throws IOException {
        ServerCertificate first = authority(0).serverCertificate(NAMES);
        ServerCertificate second = authority(100).serverCertificate(Set.of("LOCALHOST", "127.0.0.1"));
        assertEquals(first.leaf(), second.leaf());
        assertEquals(
                first.leaf(),
                PemFiles.load(folder.resolve("smtp-cert.pem"), folder.resolve("smtp-key.pem"))
                        .leaf());
    }

    @Test
    void another_name_and_a_near_end_make_a_new_certificate_of_the_same_authority() throws IOException {
        ServerCertificate first = authority(0).serverCertificate(NAMES);
        ServerCertificate named = authority(0).serverCertificate(Set.of("mail.example"));
        ServerCertificate late = authority(380).serverCertificate(Set.of("mail.example"));
        assertNotEquals(first.leaf(), named.leaf());
        assertNotEquals(named.leaf(), late.leaf());
        assertEquals(first.certificates().get(1), late.certificates().get(1));
    }

    @Test
    void damaged_files_and_a_lost_authority_are_replaced() throws IOException {
        ServerCertificate first = authority(0).serverCertificate(NAMES);
        Files.writeString(folder.resolve("smtp-key.pem"), "nonsense");
        ServerCertificate second = authority(0).serverCertificate(NAMES);
        assertNotEquals(first.leaf(), second.leaf());
        Files.delete(folder.resolve("ca-key.pem"));
        ServerCertificate third = authority(0).serverCertificate(NAMES);
        assertNotEquals(second.certificates().get(1), third.certificates().get(1));
    }

    @Test
    void a_key_of_another_certificate_is_refused() throws IOException {
        authority(0).serverCertificate(NAMES);
        assertThrows(
                IOException.class, () -> PemFiles.load(folder.resolve("smtp-cert.pem"), folder.resolve("ca-key.pem")));
    }

    @Test
    void netty_takes_key_and_chain() throws IOException {
        ServerCertificate server = authority(0).serverCertificate(NAMES);
        SslContext context = SslContextBuilder.forServer(server.key(), server.chain())
                .sslProvider(SslProvider.JDK)
                .build();
        assertTrue(context.isServer());
    }

    @Test
    void a_client_that_trusts_the_authority_accepts_each_name_and_no_other() throws Exception {
        ServerCertificate server = authority(0).serverCertificate(NAMES);
        for (String name : NAMES) {
            assertEquals("TLSv1.3", handshake(server, name));
        }
        assertThrows(SSLHandshakeException.class, () -> handshake(server, "evil.example"));
    }

    private String handshake(ServerCertificate server, String name) throws Exception {
        SSLContext own = TlsContexts.server(server);
        SSLContext client = TlsContexts.trusting(folder.resolve("ca.pem"));
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (SSLServerSocket listener =
                (SSLServerSocket) own.getServerSocketFactory().createServerSocket(0, 1, loopback)) {
            CompletableFuture.runAsync(() -> {
                try (SSLSocket peer = (SSLSocket) listener.accept()) {
                    peer.startHandshake();
                    peer.getInputStream().read();
                } catch (IOException e) {
                    // The client's side of the story is the one that is tested.
                }
            });
            java.net.Socket plain = new java.net.Socket(loopback, listener.getLocalPort());
            try (SSLSocket socket = (SSLSocket) client.getSocketFactory().createSocket(plain, name, 0, true)) {
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
                socket.startHandshake();
                return socket.getSession().getProtocol();
            }
        }
    }

    private LocalAuthority authority(int daysFromNow) {
        long now = System.currentTimeMillis() + Duration.ofDays(daysFromNow).toMillis();
        return new LocalAuthority(folder, new TimeSource() {
            @Override
            public long wallMillis() {
                return now;
            }

            @Override
            public long monotonicNanos() {
                return 0;
            }
        });
    }
}
