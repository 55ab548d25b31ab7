package io.migomail.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SendCommandTest {
    private static final String ACCEPTED =
            "{\"message_id\":\"msg_1\",\"status\":\"queued\",\"created_at\":\"2026-11-28T01:51:06.812Z\"}";

    @AutoClose
    private final FakeApi api = new FakeApi();

    @TempDir
    private Path folder;

    private JsonNode sent() throws Exception {
        return new ObjectMapper().readTree(api.only().body());
    }

    private static String story(String status) {
        return "{\"message_id\":\"msg_1\",\"status\":\"" + status + "\",\"counts\":{},\"application\":\"app_1\","
                + "\"recipients\":[{\"email\":\"a@example.com\",\"status\":\"" + status + "\"}],\"attempts\":[],"
                + "\"latency\":{},\"sla\":{\"target_ms\":10000,\"met\":null}}";
    }

    @Test
    void optionsAreTheFieldsOfTheRequest() throws Exception {
        api.on("POST /v1/messages", 200, ACCEPTED);
        Path note = Files.writeString(folder.resolve("note.txt"), "hello");
        Ran ran = Ran.at(
                api,
                "send",
                "--from=noreply@yourapp.com",
                "--to=a@example.com",
                "--to=b@example.com",
                "--template=otp",
                "--var=otp_code=847 291",
                "--variables={\"expires_min\":5}",
                "--metadata=session=8812",
                "--tag=login",
                "--class=critical",
                "--attach=" + note);
        assertEquals("msg_1 queued\n", ran.out());
        assertEquals(0, ran.status(), ran.err());
        JsonNode sent = sent();
        assertEquals("[\"a@example.com\",\"b@example.com\"]", sent.path("to").toString());
        assertEquals(
                "{\"expires_min\":5,\"otp_code\":\"847 291\"}",
                sent.path("variables").toString());
        assertEquals("8812", sent.at("/metadata/session").asText());
        assertEquals("aGVsbG8=", sent.at("/attachments/0/content").asText());
        assertEquals("text/plain", sent.at("/attachments/0/content_type").asText());
        assertEquals("Bearer " + Ran.SANDBOX_KEY, api.only().authorization());
    }

    @Test
    void aBodyIsReadFromStandardInputAndOptionsWin() throws Exception {
        api.on("POST /v1/messages", 200, ACCEPTED);
        Ran ran = Ran.with(
                Map.of("MIGO_API_KEY", "k", "MIGO_BASE_URL", api.url()),
                "{\"from\":\"x@yourapp.com\",\"to\":\"a@example.com\",\"subject\":\"old\",\"text\":\"hi\"}",
                "send",
                "--body=-",
                "--subject=new",
                "--json");
        assertEquals(ACCEPTED + "\n", ran.out());
        assertEquals("new", sent().path("subject").asText());
        assertEquals("hi", sent().path("text").asText());
    }

    @Test
    void waitingTellsWhetherItWasDelivered() {
        api.on("POST /v1/messages", 200, ACCEPTED)
                .on("GET /v1/messages/msg_1", 200, story("queued"))
                .on("GET /v1/messages/msg_1", 200, story("delivered"));
        Ran ran = Ran.at(api, "send", "--from=x@yourapp.com", "--to=a@example.com", "--text=x", "--wait=10s");
        assertEquals(0, ran.status(), ran.err());
        assertTrue(ran.out().startsWith("msg_1  delivered"), ran.out());
    }

    @Test
    void waitingEndsWithItsTime() {
        api.on("POST /v1/messages", 200, ACCEPTED).on("GET /v1/messages/msg_1", 200, story("deferred"));
        Ran.Passing time = new Ran.Passing();
        Ran ran = Ran.with(
                time,
                Map.of("MIGO_API_KEY", "k", "MIGO_BASE_URL", api.url()),
                "",
                "send",
                "--from=x@yourapp.com",
                "--to=a@example.com",
                "--text=x",
                "--wait=10s");
        assertEquals(1, ran.status());
        assertEquals(10, time.slept.toSeconds());
    }

    @Test
    void aFileThatIsNotThereIsWrongUsage() {
        Ran ran = Ran.at(api, "send", "--to=a@example.com", "--text-file=" + folder.resolve("none"));
        assertEquals(2, ran.status());
        assertEquals(0, api.asked.size());
    }
}
