package io.migomail.ingress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.migomail.control.ApiKeys;
import io.migomail.core.Environment;
import io.migomail.mail.tls.PeerKeystore;
import java.io.ByteArrayInputStream;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SecretsMainTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    private static List<JsonNode> read(String yaml) throws Exception {
        YAMLFactory factory = new YAMLFactory();
        return new ObjectMapper(factory)
                .readerFor(JsonNode.class)
                .<JsonNode>readValues(factory.createParser(yaml))
                .readAll();
    }

    @Test
    void theManifestsHoldWhatTheChartRefersTo() throws Exception {
        List<JsonNode> all = read(SecretsMain.manifests("o'neil@example.com", "mail", new Random(1), NOW));
        assertEquals(
                List.of("mail-master", "mail-bootstrap", "mail-egress", "mail-flink"),
                all.stream().map(secret -> secret.at("/metadata/name").asText()).toList());
        String master = all.get(0).at("/stringData/master-key").asText();
        assertEquals(32, Base64.getDecoder().decode(master).length);
        JsonNode first = all.get(1).path("stringData");
        assertEquals("o'neil@example.com", first.path("email").asText());
        ApiKeys.Parsed live =
                Objects.requireNonNull(ApiKeys.parse(first.path("live-key").asText()));
        assertEquals(Environment.LIVE, live.environment());
        assertNotNull(ApiKeys.parse(first.path("sandbox-key").asText()));
        assertEquals(64, all.get(2).at("/stringData/token").asText().length());
        KeyStore jobs = KeyStore.getInstance("PKCS12");
        jobs.load(
                new ByteArrayInputStream(all.get(3).at("/data/keystore.p12").binaryValue()),
                PeerKeystore.PASSWORD.toCharArray());
        ((X509Certificate) jobs.getCertificate("peer")).checkValidity(Date.from(NOW.plus(Duration.ofDays(3_600))));
    }

    @Test
    void noTwoInstallationsHaveTheSame() {
        Random random = new Random(2);
        assertNotEquals(
                SecretsMain.manifests("a@example.com", "a", random, NOW),
                SecretsMain.manifests("a@example.com", "a", random, NOW));
    }
}
