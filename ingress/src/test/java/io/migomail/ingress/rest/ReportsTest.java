package io.migomail.ingress.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.migomail.core.Limits;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReportsTest {
    @Test
    void oneMoreThanTheNodeWorksOnIsTurnedAwayAndLaterTaken() throws Exception {
        Reports reports = new Reports(new FakeStore());
        CountDownLatch working = new CountDownLatch(Limits.STATS_QUERIES);
        CountDownLatch end = new CountDownLatch(1);
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<CompletableFuture<List<String>>> taken = new ArrayList<>();
            for (int i = 0; i < Limits.STATS_QUERIES; i++) {
                taken.add(CompletableFuture.supplyAsync(
                        () -> reports.answer(store -> {
                            working.countDown();
                            waitFor(end);
                            return List.of("row");
                        }),
                        threads));
            }
            waitFor(working);

            Problem busy = assertThrows(Problem.class, () -> reports.answer(store -> List.of("row")));
            assertEquals(ErrorCode.BUSY, busy.code());

            end.countDown();
            for (CompletableFuture<List<String>> one : taken) {
                assertEquals(List.of("row"), one.get(1, TimeUnit.MINUTES));
            }
            assertEquals(List.of("row"), reports.answer(store -> List.of("row")));
        } finally {
            end.countDown();
            threads.shutdown();
        }
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertEquals(true, latch.await(1, TimeUnit.MINUTES));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
