package io.migomail.jobs.accounting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.analytics.DeliveryLookup;
import io.migomail.core.MessageIds;
import io.migomail.core.record.MailEvent;
import io.migomail.testkit.FakeTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HitLookupTest {
    private final FakeTime time = new FakeTime();
    private final Deliveries deliveries = new Deliveries();
    private final HitLookup lookup = new HitLookup(deliveries, time);
    private final Random random = new Random(5);

    /** A store in memory, which may be away or broken. */
    private static final class Deliveries implements KnownDeliveries {
        final Map<String, DeliveryLookup.Known> known = new ConcurrentHashMap<>();
        final List<Integer> asked = new CopyOnWriteArrayList<>();
        volatile boolean away;
        volatile boolean broken;

        @Override
        public Map<String, DeliveryLookup.Known> find(Collection<String> ids) throws IOException {
            asked.add(ids.size());
            if (away) {
                throw new IOException("away");
            }
            if (broken) {
                throw new IllegalStateException("broken");
            }
            return known;
        }

        @Override
        public void close() {}
    }

    @AfterEach
    void close() {
        lookup.close();
    }

    private String delivery() {
        return new MessageIds(new byte[16]).next("app_1", time.wallMillis(), random) + ".0";
    }

    private MailEvent store(String delivery, String type) {
        MailEvent event =
                MailEvent.newBuilder().setDeliveryId(delivery).setType(type).build();
        deliveries.known.put(delivery, new DeliveryLookup.Known(event));
        return event;
    }

    private static <T> T got(CompletableFuture<T> answer) throws Exception {
        return answer.get(1, TimeUnit.MINUTES);
    }

    private void awaitQuestions(int more) {
        int until = deliveries.asked.size() + more;
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (deliveries.asked.size() < until && System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000);
        }
        assertTrue(deliveries.asked.size() >= until);
    }

    @Test
    void manyAreAskedForAtOnce() throws Exception {
        List<CompletableFuture<Optional<DeliveryLookup.Known>>> answers = new ArrayList<>();
        deliveries.away = true;
        for (int i = 0; i < 700; i++) {
            String delivery = delivery();
            store(delivery, "delivered");
            answers.add(lookup.ask(delivery));
        }
        deliveries.away = false;
        for (var answer : answers) {
            assertTrue(got(answer).isPresent());
        }
        assertTrue(deliveries.asked.stream().allMatch(size -> size <= HitLookup.BATCH));
        assertTrue(deliveries.asked.size() < 100, deliveries.asked::toString);
    }

    @Test
    void whileTheStoreIsAwayItWaitsHoweverLong() throws Exception {
        deliveries.away = true;
        String delivery = delivery();
        var answer = lookup.ask(delivery);
        awaitQuestions(2);
        time.advance(Duration.ofHours(5));
        awaitQuestions(1);
        assertFalse(answer.isDone());
        MailEvent event = store(delivery, "delivered");
        deliveries.away = false;
        assertEquals(Optional.of(new DeliveryLookup.Known(event)), got(answer));
    }

    @Test
    void thatItWasDeliveredIsWaitedForAMinute() throws Exception {
        String delivery = delivery();
        MailEvent queued = store(delivery, "queued");
        var first = lookup.ask(delivery);
        awaitQuestions(2);
        assertFalse(first.isDone());
        time.advance(Duration.ofMinutes(1));
        assertEquals(Optional.of(new DeliveryLookup.Known(queued)), got(first));
        var second = lookup.ask(delivery);
        awaitQuestions(1);
        MailEvent delivered = store(delivery, "delivered");
        assertEquals(Optional.of(new DeliveryLookup.Known(delivered)), got(second));
    }

    @Test
    void whatIsNotKnownIsWaitedForWhileItMayCome() throws Exception {
        var young = lookup.ask(delivery());
        awaitQuestions(2);
        assertFalse(young.isDone());
        time.advance(Duration.ofMinutes(15));
        assertEquals(Optional.empty(), got(young));
        String old = delivery();
        time.advance(Duration.ofDays(9));
        assertEquals(Optional.empty(), got(lookup.ask(old)));
    }

    @Test
    void aDefectIsNotHidden() {
        deliveries.broken = true;
        assertThrows(ExecutionException.class, () -> got(lookup.ask(delivery())));
    }
}
