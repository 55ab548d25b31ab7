package io.migomail.bench.scale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.migomail.bench.load.Answer;
import io.migomail.bench.load.Mails;
import io.migomail.bench.load.RestClient;
import io.migomail.bench.load.Sent;
import io.migomail.bench.system.Access;
import io.migomail.core.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Waits until the event store tells that the messages which were accepted last were delivered: what they cost is spent then. */
final class StoredEvents {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LAST = 20;
    private static final Duration BETWEEN = Duration.ofMillis(200);
    private static final Duration BOUND = Duration.ofMinutes(5);

    private final List<List<Access>> cells;
    private final TimeSource time;

    StoredEvents(List<List<Access>> cells, TimeSource time) {
        this.cells = cells;
        this.time = time;
    }

    /** @throws IOException where it does not within five minutes */
    void await(Sent sent) throws IOException {
        Deque<String> open = last(sent);
        long end = time.monotonicNanos() + BOUND.toNanos();
        while (!open.isEmpty()) {
            if (delivered(open.peek())) {
                open.remove();
            } else if (time.monotonicNanos() > end) {
                throw new IOException("after " + BOUND + " the event store does not tell of " + open.size()
                        + " of the last " + LAST + " messages that they were delivered");
            } else {
                LockSupport.parkNanos(BETWEEN.toNanos());
            }
        }
    }

    private static Deque<String> last(Sent sent) {
        Deque<String> ids = new ArrayDeque<>();
        for (int n = sent.count() - 1; n >= 0 && ids.size() < LAST; n--) {
            Answer answer = sent.answer(n);
            if (answer != null && answer.accepted()) {
                ids.add(answer.messageId());
            }
        }
        return ids;
    }

    /** By whichever cell's account knows of the message. */
    private boolean delivered(String id) throws IOException {
        for (List<Access> doors : cells) {
            Access access = doors.get(0);
            Mails none = new Mails(new Mails.Plan("stored", access.from(), 1, 0, ""));
            try (RestClient client = new RestClient(access.http(), access.key(), none)) {
                RestClient.Response response = client.get("/v1/messages/" + id + "/events");
                for (JsonNode event : JSON.readTree(response.body()).path("data")) {
                    if (event.path("type").asText().equals("delivered")) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
