package io.migomail.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.migomail.templates.StarterTemplates;
import io.migomail.testkit.DnsZone;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The starter templates, sent through the product, as rspamd judges them: docs/templates.md has the scores. */
@Tag(StackFixture.SHARED)
class StarterScoreIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EGRESS = "203.0.113.25";
    private static final String HOST = "mta.migomail.test";
    private static final double HIGHEST = 0;

    @RegisterExtension
    static final StackFixture STACK = StackFixture.shared();

    @TempDir
    static Path folder;

    private static DnsZone dns;
    private static Rspamd rspamd;

    @BeforeAll
    static void start() throws Exception {
        Rspamd.require();
        dns = DnsZone.start().a(HOST, EGRESS);
        publishDomain();
        rspamd = Rspamd.start(dns, folder);
    }

    @AfterAll
    static void stop() throws Exception {
        if (rspamd != null) {
            rspamd.close();
        }
        if (dns != null) {
            dns.close();
        }
    }

    /** The records of the first domain as the API asks for them, and those of the operator that they lead to. */
    private static void publishDomain() throws Exception {
        String id = STACK.api().get("/v1/domains", 200).at("/data/0/id").asText();
        for (JsonNode record : STACK.api().get("/v1/domains/" + id, 200).path("records")) {
            String name = record.path("name").asText();
            String expected = record.path("expected").asText();
            if (record.path("type").asText().equals("CNAME")) {
                dns.cname(name, expected);
                dns.mx(expected, 10, HOST).txt(expected, "v=spf1 ip4:" + EGRESS + " -all");
            } else {
                dns.txt(name, expected);
            }
        }
        dns.txt("spf.migomail.example", "v=spf1 ip4:" + EGRESS + " -all");
        dns.mx("yourapp.com", 10, HOST);
    }

    static List<StarterTemplates.Starter> starters() {
        return StarterTemplates.all();
    }

    @ParameterizedTest
    @MethodSource("starters")
    void it_passes_spf_dkim_and_dmarc_and_is_no_spam(StarterTemplates.Starter starter) throws Exception {
        String to = starter.alias() + "@example.com";
        Map<String, Object> send = new LinkedHashMap<>();
        send.put("to", Map.of("email", to, "name", "Priya Raman"));
        send.put("from", Map.of("email", STACK.ready().from(), "name", "Your App"));
        send.put("template", starter.alias());
        send.put("variables", JSON.readTree(starter.sample()));
        String message = STACK.send(JSON.writeValueAsString(send));
        byte[] mail = STACK.source(STACK.awaitInbox(to, 1).get(0));

        String returnPath = "b+" + message + ".0@mg.yourapp.com";
        JsonNode verdict = rspamd.scan(mail, new Rspamd.Client(EGRESS, HOST, returnPath, to));
        JsonNode symbols = verdict.path("symbols");
        assertTrue(symbols.has("R_SPF_ALLOW"), verdict::toString);
        assertTrue(symbols.has("R_DKIM_ALLOW"), verdict::toString);
        assertTrue(symbols.has("DMARC_POLICY_ALLOW"), verdict::toString);
        assertEquals("no action", verdict.path("action").asText(), verdict::toString);
        double score = verdict.path("score").asDouble();
        System.out.printf("%s: rspamd score %.2f%s%n", starter.alias(), score, weighed(symbols));
        assertTrue(score <= HIGHEST, verdict::toString);
    }

    private static String weighed(JsonNode symbols) {
        StringBuilder out = new StringBuilder();
        symbols.forEach(symbol -> {
            if (symbol.path("score").asDouble() != 0) {
                out.append(", ")
                        .append(symbol.path("name").asText())
                        .append(' ')
                        .append(symbol.path("score").asText());
            }
        });
        return out.toString();
    }
}
