package io.migomail.e2e.crash;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.migomail.analytics.local.ClickHouseLocal;
import io.migomail.analytics.local.EngineLibrary;
import io.migomail.core.FreePorts;
import io.migomail.core.TimeSource;
import io.migomail.mail.tls.LocalAuthority;
import io.migomail.mail.tls.ServerCertificate;
import io.migomail.standalone.kafka.BrokerPlace;
import io.migomail.standalone.kafka.EmbeddedBroker;
import io.migomail.testkit.CutProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka that wants TLS and a password, ClickHouse behind TLS: mail goes its way, and the password is written nowhere. */
class SecuredStoresIT {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final String PASSWORD = "canary-5f0c7e1d9a";

    @TempDir
    Path folder;

    @Test
    void mailGoesItsWayAndThePasswordStaysInItsFile() throws Exception {
        Path tls = folder.resolve("tls");
        LocalAuthority authority = new LocalAuthority(tls, TimeSource.SYSTEM);
        ServerCertificate certificate = authority.serverCertificate(Set.of("localhost"));
        Path config = Files.writeString(
                folder.resolve("kafka.properties"), """
                security.protocol=SASL_SSL
                sasl.mechanism=PLAIN
                sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required \\
                  username="migomail" password="%s";
                ssl.truststore.type=PEM
                ssl.truststore.location=%s
                """.formatted(PASSWORD, authority.authorityFile()));
        int port = FreePorts.ofThisProcess().next();
        String address = "localhost:" + port;
        Path data = folder.resolve("data");
        try (EmbeddedBroker broker = secured(tls, port);
                ClickHouseLocal engine =
                        ClickHouseLocal.start(EngineLibrary.locate(System.getenv()), folder.resolve("clickhouse"));
                CutProxy front = CutProxy.start(
                        listener(certificate), URI.create(engine.url()).getPort());
                JournalMx mx = new JournalMx(Duration.ZERO)) {
            assertOpenToNobody(address);
            Map<String, String> settings = StackProcess.settings(
                    data,
                    "MIGO_ROUTES",
                    mx.routes(),
                    "MIGO_KAFKA",
                    address,
                    "MIGO_KAFKA_CONFIG",
                    config.toString(),
                    "MIGO_CLICKHOUSE_URL",
                    "https://localhost:" + front.port(),
                    "MIGO_CLICKHOUSE_USER",
                    engine.user(),
                    "MIGO_CLICKHOUSE_PASSWORD",
                    engine.password(),
                    "MIGO_CLICKHOUSE_CA",
                    authority.authorityFile().toString());
            try (StackProcess stack = StackProcess.start(settings)) {
                String id = new Sender(stack.ready()).send("s1", false).get().messageId();
                Stories stories = new Stories(stack.api());
                Await.until(BOUND, "the delivery", () -> stories.status(id).equals("delivered"));
                // From the event store: it is the accounting job that has read it from Kafka and written it over TLS.
                Await.until(
                        BOUND, "the event in the store", () -> stories.types(id).contains("delivered"));
            }
        }
        assertWrittenNowhere(data);
    }

    private EmbeddedBroker secured(Path tls, int port) throws IOException {
        int controller = FreePorts.ofThisProcess().next();
        String jaas =
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"broker\" password=\"b\""
                        + " user_broker=\"b\" user_migomail=\"" + PASSWORD + "\";";
        return EmbeddedBroker.start(
                new BrokerPlace(
                        1,
                        folder.resolve("kafka"),
                        Uuid.randomUuid().toString(),
                        List.of(new BrokerPlace.Ports(port, controller))),
                Map.ofEntries(
                        Map.entry(
                                "listeners", "SASL_SSL://localhost:" + port + ",CONTROLLER://127.0.0.1:" + controller),
                        Map.entry("advertised.listeners", "SASL_SSL://localhost:" + port),
                        Map.entry("listener.security.protocol.map", "SASL_SSL:SASL_SSL,CONTROLLER:PLAINTEXT"),
                        Map.entry("inter.broker.listener.name", "SASL_SSL"),
                        Map.entry("sasl.enabled.mechanisms", "PLAIN"),
                        Map.entry("sasl.mechanism.inter.broker.protocol", "PLAIN"),
                        Map.entry("listener.name.sasl_ssl.plain.sasl.jaas.config", jaas),
                        Map.entry("ssl.keystore.type", "PEM"),
                        Map.entry("ssl.keystore.certificate.chain", Files.readString(tls.resolve("smtp-cert.pem"))),
                        Map.entry("ssl.keystore.key", Files.readString(tls.resolve("smtp-key.pem"))),
                        Map.entry("ssl.truststore.type", "PEM"),
                        Map.entry("ssl.truststore.certificates", Files.readString(tls.resolve("ca.pem")))));
    }

    /** Takes TLS off. */
    private static ServerSocket listener(ServerCertificate certificate) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("server", certificate.key(), new char[0], certificate.chain());
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context.getServerSocketFactory().createServerSocket(0, 64, InetAddress.getLoopbackAddress());
    }

    private static void assertOpenToNobody(String address) {
        Map<String, Object> anybody =
                Map.of("bootstrap.servers", address, "request.timeout.ms", 2_000, "default.api.timeout.ms", 3_000);
        try (Admin admin = Admin.create(anybody)) {
            assertThrows(
                    ExecutionException.class, () -> admin.listTopics().names().get());
        }
    }

    private static void assertWrittenNowhere(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertFalse(text.contains(PASSWORD), file + " holds Kafka's password");
            }
        }
    }
}
