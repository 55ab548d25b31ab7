package io.migomail.bench.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.HostPort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class AccessTest {
    @Test
    void theLineOfAStartedStackIsRead() throws IOException {
        Access access = Access.parse("""
                {"http":"http://127.0.0.1:8080","smtp":"127.0.0.1:2525","account":"demo","live_key":"k1",
                 "sandbox_key":"k2","from":"a@b.example","ca":"/d/ca.pem","inbox":"","data":"/d"}""");
        assertEquals(
                new Access(
                        URI.create("http://127.0.0.1:8080"),
                        new HostPort("127.0.0.1", 2525),
                        "demo",
                        "k1",
                        "a@b.example",
                        Path.of("/d/ca.pem")),
                access);
    }

    @Test
    void aLineWithoutAKeySaysWhatIsMissing() {
        IOException e = assertThrows(
                IOException.class, () -> Access.parse("{\"http\":\"http://x\",\"smtp\":\"x:1\",\"account\":\"a\"}"));
        assertTrue(String.valueOf(e.getMessage()).contains("live_key"));
    }
}
