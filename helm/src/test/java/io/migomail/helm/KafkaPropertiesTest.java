package io.migomail.helm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.core.KafkaAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka's own clients read what the chart writes for them, and find the secrets in the files of the Secrets. */
class KafkaPropertiesTest {
    @TempDir
    private Path temp;

    @Test
    void aClientSignsInWithThePasswordOfTheSecret() throws IOException {
        AdminClientConfig config = client("full", "mail-kafka");
        assertEquals("SASL_SSL", config.getString(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG));
        assertEquals("SCRAM-SHA-512", config.getString(SaslConfigs.SASL_MECHANISM));
        Password jaas = config.getPassword(SaslConfigs.SASL_JAAS_CONFIG);
        assertEquals(
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"migomail\" password=\"sesame\";",
                jaas.value());
        assertEquals("PEM", config.getString(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG));
        assertEquals(
                temp.resolve("kafka-ca/ca.crt").toString(),
                config.getString(SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG));
        assertEquals("PKCS12", config.getString(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG));
        assertEquals(
                "open",
                config.getPassword(SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG).value());
    }

    @Test
    void withoutTlsItSaysSo() throws IOException {
        AdminClientConfig config = client("operator", "rel-migomail-kafka");
        assertEquals("SASL_PLAINTEXT", config.getString(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG));
        assertEquals(
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"migomail\" password=\"sesame\";",
                config.getPassword(SaslConfigs.SASL_JAAS_CONFIG).value());
    }

    @Test
    void thePropertiesHoldNoSecretThemselves() {
        JsonNode map = Chart.object("full", "ConfigMap", "mail-kafka");
        assertFalse(map.toString().contains("sesame"));
        // The migrations come before the release and have the same.
        assertEquals(
                map.path("data"),
                Chart.object("full", "ConfigMap", "mail-migrations").path("data"));
    }

    /** As the programs make their clients of the file. */
    private AdminClientConfig client(String values, String map) throws IOException {
        secret("kafka-sasl/password", "sesame");
        secret("kafka-user/user.password", "open");
        String text = Chart.object(values, "ConfigMap", map)
                .at("/data/client.properties")
                .asText()
                .replace("/etc/migomail", temp.toString());
        Path file = Files.writeString(temp.resolve("client.properties"), text);
        return new AdminClientConfig(new KafkaAddress("127.0.0.1:9092", file.toString()).settings());
    }

    private void secret(String name, String value) throws IOException {
        Path file = temp.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, value);
    }
}
