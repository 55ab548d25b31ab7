package io.migomail.mail.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.TimeSource;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/** Single flight and the bound on questions, against a transport that answers when the test says so. */
class QuestionsTest {
    private final Queue<CompletableFuture<Message>> sent = new ConcurrentLinkedQueue<>();
    private volatile long nanos;
    private final Questions questions = new Questions(
            ResolverOptions.system().withConcurrency(2).withTimeout(Duration.ofSeconds(120)),
            (name, type, executor) -> {
                CompletableFuture<Message> reply = new CompletableFuture<>();
                sent.add(reply);
                return reply;
            },
            new TimeSource() {
                @Override
                public long wallMillis() {
                    return 0;
                }

                @Override
                public long monotonicNanos() {
                    return nanos;
                }
            });

    @AfterEach
    void close() {
        questions.close();
    }

    @Test
    void equal_questions_share_one_flight() {
        CompletionStage<RawAnswer> one = ask("a.example");
        CompletionStage<RawAnswer> two = ask("a.example");
        assertEquals(1, sent.size());
        sent.remove().complete(new Message());
        assertSame(join(one), join(two));
    }

    @Test
    void a_question_past_the_bound_starts_when_another_ends() {
        List<CompletionStage<RawAnswer>> asked = new ArrayList<>();
        for (String name : List.of("a.example", "b.example", "c.example")) {
            asked.add(ask(name));
        }
        assertEquals(2, sent.size());
        sent.remove().complete(new Message());
        join(asked.get(0));
        awaitSent(2);
        sent.forEach(reply -> reply.complete(new Message()));
        asked.forEach(QuestionsTest::join);
    }

    @Test
    void a_question_that_waited_too_long_is_not_asked_any_more() {
        ask("a.example");
        ask("b.example");
        CompletionStage<RawAnswer> late = ask("c.example");
        nanos = Duration.ofSeconds(121).toNanos();
        sent.peek().complete(new Message());
        RawAnswer answer = join(late);
        assertTrue(answer.answer().temporary());
        assertTrue(answer.answer().reason().contains("waited"), answer.answer().reason());
        assertEquals(2, sent.size());
    }

    @Test
    void a_failed_transport_frees_its_place() {
        for (int i = 0; i < 20; i++) {
            CompletionStage<RawAnswer> stage = ask("n" + i + ".example");
            awaitSent(1);
            sent.remove().completeExceptionally(new SocketTimeoutException("no reply"));
            assertTrue(join(stage).answer().temporary());
        }
    }

    @Test
    void close_ends_what_is_open() {
        CompletionStage<RawAnswer> open = ask("a.example");
        ask("b.example");
        CompletionStage<RawAnswer> waits = ask("c.example");
        assertFalse(open.toCompletableFuture().isDone());
        questions.close();
        assertTrue(join(open).answer().temporary());
        assertTrue(join(waits).answer().temporary());
        assertTrue(join(ask("d.example")).answer().temporary());
    }

    private CompletionStage<RawAnswer> ask(String name) {
        return questions.ask(Name.fromConstantString(name + "."), Type.MX);
    }

    private void awaitSent(int count) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (sent.size() < count && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertEquals(count, sent.size());
    }

    private static RawAnswer join(CompletionStage<RawAnswer> stage) {
        return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }
}
