package io.migomail.mta.pace;

import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What API nodes ask of one task, request by request and key by key, in slices: a sender who cancels much must not hold
 * up the mail of others. Requests come on any thread; the rest is for the task's.
 */
final class Rounds {
    /** Look-ups of one slice: a millisecond or two. */
    private static final int LOOKUPS = 256;

    private final Queue<PaceRequest> inbox = new ConcurrentLinkedQueue<>();
    private @Nullable PaceRequest present;
    private Iterator<String> keys = List.<String>of().iterator();

    void add(PaceRequest request) {
        inbox.add(request);
    }

    /** One slice; returns whether there is more to do. */
    boolean step(Function<PaceRequest, List<String>> where, BiConsumer<String, PaceRequest> ask) {
        for (int left = LOOKUPS; left > 0; ) {
            PaceRequest request = next(where);
            if (request == null) {
                return false;
            }
            if (keys.hasNext()) {
                ask.accept(keys.next(), request);
                left -= 1 + request.recipients();
            } else {
                left--;
            }
        }
        return true;
    }

    private @Nullable PaceRequest next(Function<PaceRequest, List<String>> where) {
        if (present == null || !keys.hasNext()) {
            present = inbox.poll();
            keys = present == null ? keys : where.apply(present).iterator();
        }
        return present;
    }
}
