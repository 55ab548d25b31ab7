package io.migomail.ingress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.migomail.control.ApiKeys;
import io.migomail.core.Environment;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SecretsMainTest {
    private static List<JsonNode> read(String yaml) throws Exception {
        YAMLFactory factory = new YAMLFactory();
        return new ObjectMapper(factory)
                .readerFor(JsonNode.class)
                .<JsonNode>readValues(factory.createParser(yaml))
                .readAll();
    }

    @Test
    void theManifestsHoldWhatTheChartRefersTo() throws Exception {
        List<JsonNode> all = read(SecretsMain.manifests("o'neil@example.com", "mail", new Random(1)));
        assertEquals(
                List.of("mail-master", "mail-bootstrap", "mail-egress"),
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
    }

    @Test
    void noTwoInstallationsHaveTheSame() {
        Random random = new Random(2);
        assertNotEquals(
                SecretsMain.manifests("a@example.com", "a", random),
                SecretsMain.manifests("a@example.com", "a", random));
    }
}
