package io.migomail.faults.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.core.TimeSource;
import io.migomail.faults.check.ClientEntry;
import io.migomail.faults.check.Fate;
import io.migomail.faults.check.Story;
import io.migomail.faults.check.Story.End;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Collects what the product tells of messages, until every story is complete or the bound has passed. API and event store
 * are asked for all messages of a short run, and in a long one for a sample and for all that the webhook told no end of.
 * One thread.
 */
public final class Stories {
    private static final int ASKERS = 8;
    private static final int MOST_ASKED = 5_000;
    private static final Duration ROUND = Duration.ofMillis(500);

    private final Api api;
    private final Hooks hooks;
    private final TimeSource time;

    /** From the API and the webhook's subscriber. */
    public Stories(Api api, Hooks hooks, TimeSource time) {
        this.api = api;
        this.hooks = hooks;
        this.time = time;
    }

    /** Stories of the messages that were accepted, by the harness's id. */
    public Map<String, Story> of(Collection<ClientEntry> sent, Duration bound) throws InterruptedException {
        Map<String, Story> found = new ConcurrentHashMap<>();
        long end = time.monotonicNanos() + bound.toNanos();
        List<ClientEntry> accepted =
                sent.stream().filter(entry -> entry.fate() == Fate.OK).toList();
        int step = accepted.size() / MOST_ASKED + 1;
        List<ClientEntry> left = new ArrayList<>();
        for (int i = 0; i < accepted.size(); i++) {
            Story heard = heard(accepted.get(i));
            if (i % step == 0 || !heard.ended()) {
                left.add(accepted.get(i));
            } else {
                found.put(accepted.get(i).id(), heard);
            }
        }
        while (!left.isEmpty()) {
            ask(left, found);
            left = left.stream()
                    .filter(entry -> !complete(found.get(entry.id())))
                    .toList();
            if (time.monotonicNanos() > end) {
                break;
            }
            if (!left.isEmpty()) {
                LockSupport.parkNanos(ROUND.toNanos());
            }
        }
        return found;
    }

    /** What the webhook told; for most messages of a long run that is all that is looked at. */
    private Story heard(ClientEntry entry) {
        List<End> ends = hooks.of(entry.messageId());
        return new Story(ends.isEmpty() ? "unheard" : ends.get(0).status(), ends, ends);
    }

    private static boolean complete(@org.jspecify.annotations.Nullable Story story) {
        return story != null
                && story.ended()
                && !story.stored().isEmpty()
                && !story.hooked().isEmpty();
    }

    private void ask(List<ClientEntry> entries, Map<String, Story> found) throws InterruptedException {
        ExecutorService askers = Executors.newFixedThreadPool(ASKERS);
        for (ClientEntry entry : entries) {
            askers.execute(() -> ask(entry, found));
        }
        askers.shutdown();
        askers.awaitTermination(10, TimeUnit.MINUTES);
    }

    private void ask(ClientEntry entry, Map<String, Story> found) {
        try {
            Api.Reply reply = api.get("/v1/messages/" + entry.messageId());
            if (reply.status() != 200) {
                return; // rate limited, or not there: the next round asks again, and the bound decides
            }
            String status = reply.body().path("status").asText();
            Story story = new Story(status, List.of(), List.of());
            if (story.ended()) {
                story = new Story(status, stored(entry.messageId()), hooks.of(entry.messageId()));
            }
            found.put(entry.id(), story);
        } catch (IOException e) {
            // The system does not answer now: the next round asks again, and the bound decides.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<End> stored(String messageId) throws IOException, InterruptedException {
        List<End> out = new ArrayList<>();
        JsonNode page =
                api.get("/v1/messages/" + messageId + "/events?limit=100").body();
        for (JsonNode event : page.path("data")) {
            String type = event.path("type").asText();
            if (End.isFinal(type)) {
                out.add(new End(event.path("id").asText(), type));
            }
        }
        return out;
    }
}
