package io.migomail.e2e.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.core.Ids;
import io.migomail.core.Setting;
import io.migomail.e2e.Await;
import io.migomail.e2e.StackFixture;
import io.migomail.testkit.mx.Behaviour;
import io.migomail.testkit.mx.Door;
import io.migomail.testkit.mx.ScriptedMx;
import io.migomail.testkit.mx.Step;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mail for a provider that takes it encrypted only: it waits rather than going in clear. */
class TlsRequiredIT {
    private static final MailWorld WORLD = new MailWorld();

    @RegisterExtension
    static final StackFixture STACK = WORLD.stack(Map.of(Setting.MIGO_ALLOW_PRIVATE_MX, "true"));

    @AfterAll
    static void close() throws Exception {
        WORLD.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"454 4.7.0 not now", "abort"})
    void a_failed_starttls_puts_the_mail_off_and_the_retry_is_encrypted(String behaviour) throws Exception {
        Door door = WORLD.door().offers("PIPELINING", "STARTTLS");
        door.on(Step.STARTTLS, Behaviour.parse(behaviour), Behaviour.STANDARD);
        String recipient = "ada@" + domain(door);
        JsonNode story = STACK.awaitStory(send(recipient), "delivered");
        assertEquals(2, story.path("attempts").size(), story::toString);
        waits(story);
        assertFalse(story.at("/attempts/1/tls").isNull(), story::toString);
        assertTrue(WORLD.transactions(recipient).stream().allMatch(t -> t.tls()));
    }

    @Test
    void a_proof_of_it_verifies_with_the_documented_script() throws Exception {
        Door door = WORLD.door().offers("PIPELINING", "STARTTLS");
        door.on(Step.STARTTLS, Behaviour.parse("454 4.7.0 not now"), Behaviour.STANDARD);
        String recipient = "proof@" + domain(door);
        String id = send(recipient);
        STACK.awaitStory(id, "delivered");
        JsonNode answer = STACK.api().get("/v1/messages/" + id + "/proof", 200);
        String jws = answer.at("/proofs/0/jws").asText();
        STACK.api().post("/v1/proof-keys/rotate", "{}", 201);
        String keys = ProofScript.keys(STACK.ready().http());
        assertEquals(
                "https://mta.migomail.test/.well-known/jwks.json",
                answer.path("jwks_uri").asText());

        JsonNode claims = ProofScript.verify(jws, keys);
        assertEquals(recipient, claims.path("recipient").asText());
        assertEquals("delivered", claims.path("state").asText());
        assertEquals(2, claims.path("attempts").size(), claims::toString);
        assertEquals("tls_failed", claims.at("/attempts/0/code").asText());
        String certificate =
                HexFormat.of().formatHex(Ids.sha256(ScriptedMx.certificate().getEncoded()));
        assertEquals(
                certificate, claims.at("/attempts/1/tls_certificate_sha256").asText());
        assertEquals(
                WORLD.transactions(recipient).get(0).hash(),
                claims.at("/message/sha256").asText());
        assertEquals(2, claims.at("/message/dkim_signatures").size());
        String forged = jws.substring(0, jws.length() - 5) + (jws.endsWith("AAAAA") ? "BBBBB" : "AAAAA");
        assertTrue(ProofScript.verify(forged, keys).isMissingNode());
    }

    @Test
    void a_host_without_starttls_gets_nothing_in_clear() throws Exception {
        String recipient = "ada@" + domain(WORLD.door());
        String id = send(recipient);
        JsonNode story = Await.until(
                "two attempts", () -> STACK.story(id), s -> s.path("attempts").size() > 1);
        assertEquals("deferred", story.path("status").asText());
        waits(story);
        assertEquals(java.util.List.of(), WORLD.transactions(recipient));
    }

    private static void waits(JsonNode story) {
        JsonNode first = story.at("/attempts/0");
        assertEquals("soft_bounce", first.path("outcome").asText(), story::toString);
        assertEquals("starttls", first.path("stage").asText());
        assertEquals("tls_failed", first.path("code").asText());
        assertEquals("tls", first.path("category").asText());
        assertTrue(first.path("dispatched_at").isNull(), "MAIL was said");
    }

    private static String domain(Door door) {
        String domain = WORLD.domain();
        WORLD.publish(domain, 10, domain.replace(".example", "") + ".aspmx.l.google.com", door.address());
        return domain;
    }

    private static String send(String recipient) throws Exception {
        return STACK.send("""
                {"to":"%s","from":"noreply@yourapp.com","subject":"Your code","text":"847 291","class":"critical"}""".formatted(recipient));
    }
}
