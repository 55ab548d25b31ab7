package io.migomail.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.migomail.core.Shared.Lease;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedTest {
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final List<Object> closed = new ArrayList<>();
    private final List<Object> renewed = new ArrayList<>();

    @AfterEach
    void end() {
        timer.shutdownNow();
    }

    @Test
    void oneIsOpenedForAll() {
        Shared<String, Object> shared = lingering(Duration.ofHours(1));
        assertSame(
                shared.take("a", Object::new).value(),
                shared.take("a", Object::new).value());
    }

    @Test
    void keysAreApart() {
        Shared<String, Object> shared = lingering(Duration.ofHours(1));
        assertNotSame(
                shared.take("a", Object::new).value(),
                shared.take("b", Object::new).value());
    }

    @Test
    void whoComesBackSoonFindsTheSame() {
        Shared<String, Object> shared = lingering(Duration.ofHours(1));
        Lease<Object> first = shared.take("a", Object::new);
        first.close();
        assertSame(first.value(), shared.take("a", Object::new).value());
        assertEquals(List.of(), closed);
    }

    @Test
    void itEndsAWhileAfterTheLastHasLeft() throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        Shared<String, Object> shared =
                new Shared<>(value -> ended.countDown(), value -> {}, Duration.ofMillis(1), timer);
        Lease<Object> lease = shared.take("a", Object::new);
        lease.close();
        ended.await(1, TimeUnit.MINUTES);
        assertEquals(0, ended.getCount());
        assertNotSame(lease.value(), shared.take("a", Object::new).value());
    }

    @Test
    void leavingTwiceCountsOnce() {
        Shared<String, Object> shared = lingering(Duration.ofHours(1));
        Lease<Object> first = shared.take("a", Object::new);
        Lease<Object> second = shared.take("a", Object::new);
        first.close();
        first.close();
        second.retire();
        assertEquals(List.of(), closed);
    }

    @Test
    void whatIsRetiredGoesToNobodyElseAndEndsWithItsLastUser() {
        Shared<String, Object> shared = lingering(Duration.ofHours(1));
        Lease<Object> old = shared.take("a", Object::new);
        old.retire();
        assertNotSame(old.value(), shared.take("a", Object::new).value());
        assertEquals(List.of(), closed);
        old.close();
        assertEquals(List.of(old.value()), closed);
    }

    @Test
    void whatIsRetiredAfterItsLastUserHasLeftEndsAtOnce() {
        Shared<String, Object> shared = lingering(Duration.ofHours(1));
        Lease<Object> lease = shared.take("a", Object::new);
        lease.close();
        lease.retire();
        lease.retire();
        assertEquals(List.of(lease.value()), closed);
    }

    @Test
    void itIsRenewedForTheFirstWhoComesBackAndForNobodyElse() {
        Shared<String, Object> shared = lingering(Duration.ofHours(1));
        Lease<Object> first = shared.take("a", Object::new);
        Lease<Object> second = shared.take("a", Object::new);
        first.close();
        shared.take("a", Object::new).close();
        assertEquals(List.of(), renewed);
        second.close();
        shared.take("a", Object::new);
        shared.take("a", Object::new);
        assertEquals(List.of(first.value()), renewed);
    }

    @Test
    void whatDoesNotOpenIsNotKept() {
        Shared<String, Object> shared = lingering(Duration.ofHours(1));
        assertThrows(
                IOException.class,
                () -> shared.take("a", () -> {
                    throw new IOException("no");
                }));
        Object value = new Object();
        assertSame(value, shared.take("a", () -> value).value());
    }

    private Shared<String, Object> lingering(Duration linger) {
        return new Shared<>(closed::add, renewed::add, linger, timer);
    }
}
