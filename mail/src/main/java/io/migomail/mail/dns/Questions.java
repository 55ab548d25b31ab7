package io.migomail.mail.dns;

import io.migomail.core.TimeSource;
import io.migomail.mail.dns.AnswerCache.Question;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.xbill.DNS.Name;

/**
 * Cache, single flight and bounded concurrency in front of a {@link Transport}. Thread-safe; a question that is already
 * on its way is joined, one that is too much waits, and when it has waited for as long as a question may take it ends as
 * a temporary failure. Answers complete on the resolver's own two daemon threads.
 */
final class Questions implements AutoCloseable {
    /** Questions that wait for a free place; more are refused at once. */
    static final int WAITING = 50_000;

    private record Waiting(Question question, CompletableFuture<RawAnswer> done, long since) {}

    private final ResolverOptions options;
    private final AliasChase chase;
    private final TimeSource time;
    private final AnswerCache cache;
    private final ExecutorService threads;
    private final Map<Question, CompletableFuture<RawAnswer>> flying = new ConcurrentHashMap<>();
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private int running;
    private boolean closed;

    Questions(ResolverOptions options, Transport transport, TimeSource time) {
        this.options = options;
        this.time = time;
        this.cache = new AnswerCache(options.cacheEntries(), options.maxAge(), time);
        this.threads = Executors.newFixedThreadPool(2, task -> {
            Thread thread = new Thread(task, "dns");
            thread.setDaemon(true);
            return thread;
        });
        this.chase = new AliasChase(transport, threads, options.trustAuthenticated());
    }

    /** The answer, which no caller can complete or cancel for another. */
    CompletionStage<RawAnswer> ask(Name name, int type) {
        Question question = new Question(name, type);
        RawAnswer known = cache.get(question);
        if (known != null) {
            return CompletableFuture.completedStage(known);
        }
        CompletableFuture<RawAnswer> mine = new CompletableFuture<>();
        CompletableFuture<RawAnswer> other = flying.putIfAbsent(question, mine);
        if (other != null) {
            return other.minimalCompletionStage();
        }
        admit(new Waiting(question, mine, time.monotonicNanos()));
        return mine.minimalCompletionStage();
    }

    private void admit(Waiting next) {
        String refusal = null;
        synchronized (waiting) {
            if (closed) {
                refusal = "resolver is closed";
            } else if (running < options.concurrency()) {
                running++;
            } else if (waiting.size() < WAITING) {
                waiting.add(next);
                return;
            } else {
                refusal = "too many DNS questions are waiting";
            }
        }
        if (refusal != null) {
            settle(next, RawAnswer.temporary(refusal));
        } else {
            start(next);
        }
    }

    private void start(Waiting next) {
        CompletableFuture<RawAnswer> flight = new CompletableFuture<>();
        flight.orTimeout(options.timeout().toMillis(), TimeUnit.MILLISECONDS);
        flight.whenCompleteAsync(
                (answer, trouble) -> {
                    settle(next, trouble == null ? answer : timeout());
                    release();
                },
                threads);
        chase.ask(next.question(), flight);
    }

    private RawAnswer timeout() {
        return RawAnswer.temporary("no DNS reply within " + options.timeout().toMillis() + " ms");
    }

    private void settle(Waiting asked, RawAnswer answer) {
        cache.put(asked.question(), answer);
        flying.remove(asked.question(), asked.done());
        asked.done().complete(answer);
    }

    private void release() {
        while (true) {
            Waiting next;
            synchronized (waiting) {
                next = waiting.poll();
                if (next == null) {
                    running--;
                    return;
                }
            }
            if (time.monotonicNanos() - next.since() < options.timeout().toNanos()) {
                start(next);
                return;
            }
            settle(next, RawAnswer.temporary("waited too long for a free DNS question"));
        }
    }

    @Override
    public void close() {
        synchronized (waiting) {
            closed = true;
            waiting.clear();
        }
        flying.forEach((question, done) -> done.complete(RawAnswer.temporary("resolver is closed")));
        threads.shutdown();
    }
}
