package io.migomail.sdks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What a driver told and the server saw, held against the {@code expect} of a scenario. */
record Expectation(JsonNode told, List<FakeApi.Request> seen) {
    private static final ObjectMapper JSON = new ObjectMapper();

    void hold(JsonNode expected) throws Exception {
        if (expected.has("error")) {
            assertTrue(told.has("error"), () -> "no error: " + told);
            same("error", expected.path("error"), told.path("error"));
        } else {
            assertFalse(told.has("error"), told::toString);
        }
        if (expected.has("result")) {
            same("result", expected.path("result"), told.path("result"));
        }
        if (expected.has("slept")) {
            slept(expected.path("slept"));
        }
        if (expected.has("requests")) {
            requests(expected.path("requests"));
        }
        for (JsonNode header : expected.path("same")) {
            assertEquals(1, distinct(header), header + ": " + seen);
        }
        for (JsonNode header : expected.path("different")) {
            assertEquals(seen.size(), distinct(header), header + ": " + seen);
        }
        if (expected.has("signed")) {
            for (FakeApi.Request request : seen) {
                signed(request, expected.path("signed").asText());
            }
        }
    }

    private long distinct(JsonNode header) {
        return seen.stream()
                .map(request -> String.valueOf(request.headers().get(header.asText())))
                .filter(value -> !value.equals("null"))
                .distinct()
                .count();
    }

    private void slept(JsonNode expected) {
        JsonNode times = told.path("slept");
        assertEquals(expected.size(), times.size(), told::toString);
        for (int i = 0; i < expected.size(); i++) {
            long time = times.get(i).asLong();
            assertTrue(
                    time >= expected.get(i).get(0).asLong()
                            && time <= expected.get(i).get(1).asLong(),
                    () -> expected + " " + times);
        }
    }

    private void requests(JsonNode expected) throws Exception {
        assertEquals(expected.size(), seen.size(), () -> "requests: " + seen + " " + told);
        for (int i = 0; i < expected.size(); i++) {
            JsonNode wanted = expected.get(i);
            FakeApi.Request request = seen.get(i);
            if (wanted.has("method")) {
                assertEquals(wanted.path("method").asText(), request.method());
            }
            if (wanted.has("target")) {
                assertEquals(wanted.path("target").asText(), request.target());
            }
            wanted.path("headers").fields().forEachRemaining(header -> {
                String value = request.headers().get(header.getKey());
                same(header.getKey(), header.getValue(), JSON.valueToTree(value));
            });
            if (wanted.path("body").isTextual()) {
                assertEquals(wanted.path("body").asText(), request.body());
            } else if (wanted.has("body")) {
                assertEquals(wanted.path("body"), JSON.readTree(request.body()));
            }
        }
    }

    private static void signed(FakeApi.Request request, String secret) throws Exception {
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(request.body().getBytes(StandardCharsets.UTF_8));
        String text = request.headers().get("migo-timestamp") + "." + request.method() + "." + request.target() + "."
                + HexFormat.of().formatHex(digest);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        assertEquals(
                "v1=" + HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8))),
                request.headers().get("migo-signature"));
    }

    /** Of an object the fields that are expected; a text that begins with {@code ~} is a pattern. */
    private static void same(String where, JsonNode expected, JsonNode actual) {
        if (expected.isObject()) {
            assertTrue(actual.isObject(), () -> where + ": " + actual);
            expected.fields()
                    .forEachRemaining(
                            each -> same(where + "/" + each.getKey(), each.getValue(), actual.path(each.getKey())));
        } else if (expected.isArray()) {
            assertEquals(expected.size(), actual.size(), () -> where + ": " + actual);
            for (int i = 0; i < expected.size(); i++) {
                same(where + "/" + i, expected.get(i), actual.path(i));
            }
        } else if (expected.isTextual() && expected.asText().startsWith("~")) {
            String pattern = expected.asText().substring(1);
            assertTrue(actual.isTextual() && actual.asText().matches(pattern), () -> where + ": " + actual);
        } else if (expected.isNull()) {
            assertTrue(actual.isNull() || actual.isMissingNode(), () -> where + ": " + actual);
        } else {
            assertEquals(expected, actual, where);
        }
    }
}
