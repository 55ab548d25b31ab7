package io.migomail.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class ReadyTest {
    private static final String PRODUCT_PAGE = "{\"to\":\"priya@example.com\",\"from\":\"noreply@yourapp.com\","
            + "\"template\":\"otp-verification-v3\",\"variables\":{\"otp_code\":\"847 291\",\"expires_min\":5,"
            + "\"user_name\":\"Priya\"}}";

    private static Ready ready(String inbox) {
        return new Ready(
                "http://127.0.0.1:8080",
                "127.0.0.1:2525",
                "demo",
                "mk_live_x",
                "mk_test_y",
                "noreply@yourapp.com",
                "/data/tls/ca.pem",
                inbox,
                "/data",
                "owner@yourapp.com",
                "secret");
    }

    @Test
    void thePrintedCommandSendsTheRequestOfTheProductPage() {
        String text = ready("http://127.0.0.1:8080/inbox").text();
        assertTrue(text.contains("-d '" + PRODUCT_PAGE + "'"), text);
        assertTrue(text.contains("curl -sS http://127.0.0.1:8080/v1/messages \\\n"), text);
        assertTrue(text.contains("-H 'Authorization: Bearer mk_live_x'"), text);
    }

    @Test
    void theFirstPersonLearnsWhereToSignIn() {
        String text = ready("").text();
        assertTrue(text.contains("http://127.0.0.1:8080/dashboard, sign in as owner@yourapp.com with secret"), text);
    }

    @Test
    void everyPlaceholderIsFilled() {
        String text = ready("").text();
        assertTrue(text.contains("none is captured"), text);
        assertTrue(text.contains("smtplib.SMTP('127.0.0.1', 2525)"), text);
        assertTrue(text.contains("Sandbox key: mk_test_y"), text);
        assertTrue(text.lines().noneMatch(line -> line.matches(".*%\\d+\\$s.*")), text);
    }

    @Test
    void itsJsonIsOneLineAndReadsBack() throws Exception {
        Ready ready = ready("");
        String json = ready.json();
        assertEquals(1, json.lines().count());
        assertTrue(json.contains("\"live_key\":\"mk_live_x\""), json);
        assertEquals(ready, new ObjectMapper().readValue(json, Ready.class));
    }
}
