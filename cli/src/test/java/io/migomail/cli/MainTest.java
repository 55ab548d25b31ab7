package io.migomail.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exit status, keys and complaints, alike for all commands. */
class MainTest {
    @AutoClose
    private final FakeApi api = new FakeApi();

    @TempDir
    private Path folder;

    @Test
    void aRefusalIsOneAndSaysCodeAndRequest() {
        api.on("GET /v1/domains", 403, FakeApi.problem("insufficient_scope", "The key may not do this."));
        Ran ran = Ran.at(api, "domains", "list");
        assertEquals(1, ran.status());
        assertEquals("migomail: insufficient_scope: The key may not do this. (req_1)\n", ran.err());
        assertEquals("", ran.out());
    }

    @Test
    void whatIsWrongWithAFieldIsTold() {
        api.on(
                "POST /v1/domains",
                422,
                "{\"code\":\"invalid_request\",\"message\":\"Wrong.\",\"request_id\":\"req_1\",\"errors\":[{\"pointer\":\"/name\","
                        + "\"code\":\"invalid_value\",\"message\":\"No domain.\"}]}");
        Ran ran = Ran.at(api, "domains", "add", "x");
        assertEquals("migomail: invalid_request: Wrong. (req_1)\n  /name invalid_value: No domain.\n", ran.err());
    }

    @Test
    void withJsonARefusalIsJson() {
        api.on("GET /v1/domains", 403, FakeApi.problem("insufficient_scope", "The key may not do this."));
        assertEquals(
                "{\"status\":403,\"code\":\"insufficient_scope\",\"message\":\"The key may not do this.\",\"request_id\":\"req_1\"}\n",
                Ran.at(api, "domains", "list", "--json").err());
    }

    @Test
    void noKeyIsWrongUsage() {
        Ran ran = Ran.with(Map.of("MIGO_BASE_URL", api.url()), "", "domains", "list");
        assertEquals(2, ran.status());
        assertEquals("migomail: no API key: set MIGO_API_KEY, or name a file with --key-file\n", ran.err());
        assertEquals(0, api.asked.size());
    }

    @Test
    void theKeyMayLieInAFile() throws IOException {
        api.on("GET /v1/domains", 200, FakeApi.page(null));
        Path file = Files.writeString(folder.resolve("key"), "migo_sk_live_y\n");
        Ran ran = Ran.with(Map.of("MIGO_BASE_URL", api.url()), "", "domains", "list", "--key-file=" + file);
        assertEquals(0, ran.status(), ran.err());
        assertEquals("Bearer migo_sk_live_y", api.only().authorization());
    }

    @Test
    void anUnknownOptionIsWrongUsage() {
        Ran ran = Ran.at(api, "domains", "list", "--key=migo_sk_live_y");
        assertEquals(2, ran.status());
        assertTrue(ran.err().contains("--key=migo"), ran.err());
    }

    @Test
    void nobodyThereIsThree() throws IOException {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }
        Ran ran = Ran.with(
                Map.of("MIGO_API_KEY", "k", "MIGO_BASE_URL", "http://127.0.0.1:" + port), "", "domains", "list");
        assertEquals(3, ran.status());
        assertTrue(ran.err().startsWith("migomail: connection_failed: "), ran.err());
    }

    @Test
    void whatOthersWroteCannotCommandTheTerminal() {
        api.on(
                "GET /v1/messages",
                200,
                FakeApi.page(
                        null,
                        "{\"message_id\":\"msg_1\",\"status\":\"delivered\",\"counts\":{},\"application\":\"app_1\","
                                + "\"subject\":\"\\u001b]0;x\\u0007\\u009b31m\",\"created_at\":\"2026-11-28T01:51:06.812Z\",\"recipients\":[]}"));
        Ran ran = Ran.at(api, "messages");
        assertEquals(0, ran.status(), ran.err());
        assertTrue(ran.out().contains("\uFFFD]0;x\uFFFD\uFFFD31m"), ran.out());
        assertFalse(ran.out().contains("\u001b"));
    }

    @Test
    void completionKnowsTheCommands() {
        Ran ran = Ran.with(Map.of(), "", "completion");
        assertEquals(0, ran.status());
        assertTrue(ran.out().contains("_complete_migomail"), ran.out());
        assertTrue(ran.out().contains("--idempotency-key"), ran.out());
    }
}
