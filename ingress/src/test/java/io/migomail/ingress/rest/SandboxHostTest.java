package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migomail.core.Setting;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class SandboxHostTest {
    @AutoClose
    private final TestIngress api = TestIngress.open();

    private TestIngress.Answer call(String host, String key) throws Exception {
        try (Ingress node = api.another(Setting.MIGO_SANDBOX_HOST, host)) {
            api.port = node.start();
            return api.call("GET", "/v1/templates", key, null);
        }
    }

    @Test
    void atTheHostOfTheSandboxOnlyItsKeysAreTaken() throws Exception {
        assertEquals(200, call("127.0.0.1", api.first.sandboxKey()).status());
        assertEquals(
                "environment_mismatch", call("127.0.0.1", api.first.liveKey()).code());
    }

    @Test
    void atEveryOtherHostItsKeysAreNotTaken() throws Exception {
        TestIngress.Answer refused = call("sandbox.example", api.first.sandboxKey());
        assertEquals(403, refused.status());
        assertEquals("environment_mismatch", refused.code());
        assertEquals(200, call("sandbox.example", api.first.liveKey()).status());
    }

    @Test
    void withoutSuchAHostEveryKeyIsTaken() throws Exception {
        assertEquals(200, call("", api.first.sandboxKey()).status());
        assertEquals(200, call("", api.first.liveKey()).status());
    }
}
