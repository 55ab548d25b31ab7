package io.migomail.e2e.crash;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.standalone.Api;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.StreamSupport;

/** What the API tells of messages. */
final class Stories {
    private final Api api;

    Stories(Api api) {
        this.api = api;
    }

    /** Those whose state is not delivered. */
    List<String> undelivered(Collection<String> messageIds) {
        return messageIds.parallelStream()
                .filter(id -> !status(id).equals("delivered"))
                .toList();
    }

    /** Those whose event log does not hold exactly one {@code delivered} and no other end, with what it holds. */
    List<String> endedOtherwise(Collection<String> messageIds) {
        List<String> finals = List.of("delivered", "hard_bounce", "expired", "suppressed", "canceled", "failed");
        return messageIds.parallelStream()
                .map(id -> {
                    List<String> ends =
                            types(id).stream().filter(finals::contains).toList();
                    return ends.equals(List.of("delivered")) ? "" : id + " " + ends;
                })
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** Why its one delivery waits; empty where it does not. */
    String reason(String messageId) {
        return call("/v1/messages/" + messageId + "/explain")
                .path("deliveries")
                .path(0)
                .path("reason")
                .asText("");
    }

    String status(String messageId) {
        return call("/v1/messages/" + messageId).path("status").asText();
    }

    List<String> types(String messageId) {
        List<String> types = new ArrayList<>();
        events(messageId).forEach(e -> types.add(e.path("type").asText()));
        return types;
    }

    List<JsonNode> events(String messageId) {
        JsonNode page = call("/v1/messages/" + messageId + "/events?limit=100");
        return StreamSupport.stream(page.path("data").spliterator(), false).toList();
    }

    private JsonNode call(String path) {
        try {
            return api.get(path, 200);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
