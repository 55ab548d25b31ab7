package io.migomail.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.RecordCodec;
import io.migomail.core.TimeSource;
import io.migomail.core.record.Account;
import io.migomail.core.record.ControlRecord;
import io.migomail.core.record.Domain;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ControlPlaneTest {
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofSeconds(60);
    private final MemoryLog log = new MemoryLog();
    private final List<ControlPlane> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(ControlPlane::close);
    }

    private ControlPlane open() throws InterruptedException {
        ControlPlane plane = ControlPlane.over(log.reader(), TimeSource.SYSTEM);
        opened.add(plane);
        return plane;
    }

    private static Account account(String name) {
        return Account.newBuilder().setId("acc_1").setUsername(name).build();
    }

    private static void append(MemoryLog log, String key, Account account, long version) {
        ControlRecord record = ControlRecord.newBuilder()
                .setId(EntityKind.ACCOUNT.fullId(account.getId()))
                .setVersion(version)
                .setAccount(account)
                .build();
        log.append(key, RecordCodec.CONTROL.encode(record));
    }

    @Test
    void aWriterSeesItsOwnWriteAndSoDoesAnotherProcess() throws Exception {
        ControlPlane one = open();
        ControlPlane two = open();
        WriteResult result = one.put(account("anna"), 0);
        assertTrue(result.won());
        assertEquals("acc_1", one.view().accountByUsername("anna").getId());
        assertTrue(two.awaitOffset(result.offset(), LONG));
        assertEquals("acc_1", two.view().accountByUsername("anna").getId());
    }

    @Test
    void ofWritesWithOneVersionExactlyOneWinsWhereverTheyAreMade() throws Exception {
        List<ControlPlane> planes = List.of(open(), open(), open());
        var threads = Executors.newFixedThreadPool(3);
        try {
            for (long version = 0; version < 20; version++) {
                long expected = version;
                List<Future<WriteResult>> writes = new ArrayList<>();
                for (ControlPlane plane : planes) {
                    writes.add(threads.submit(() -> plane.put(account("v" + expected), expected)));
                }
                long highest = -1;
                int won = 0;
                for (Future<WriteResult> write : writes) {
                    won += write.get().won() ? 1 : 0;
                    highest = Math.max(highest, write.get().offset());
                }
                assertEquals(1, won, "winners of version " + (expected + 1));
                for (ControlPlane plane : planes) {
                    assertTrue(plane.awaitOffset(highest, LONG));
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aWriteOverAVersionThatDoesNotHoldIsAConflictAndWritesNothing() throws Exception {
        ControlPlane plane = open();
        plane.put(account("anna"), 0);
        int before = log.size();
        assertEquals(WriteResult.Status.CONFLICT, plane.put(account("bert"), 0).status());
        assertEquals(WriteResult.Status.CONFLICT, plane.put(account("bert"), 7).status());
        assertEquals(before, log.size());
        assertNull(plane.view().accountByUsername("bert"));
    }

    @Test
    void theFirstOfEqualVersionsHoldsBeforeAndAfterCompaction() throws Exception {
        append(log, "account/acc_1@1/a", account("first"), 1);
        append(log, "account/acc_1@1/b", account("second"), 1);
        assertNotNull(open().view().accountByUsername("first"));
        log.compact();
        ControlPlane later = open();
        assertNotNull(later.view().accountByUsername("first"));
        assertNull(later.view().accountByUsername("second"));
    }

    @Test
    void compactionLeavesOneRecordPerEntityAfterUpdates() throws Exception {
        ControlPlane plane = open();
        for (int version = 0; version < 5; version++) {
            assertTrue(plane.put(account("v" + version), version).won());
        }
        log.compact();
        assertEquals(1, log.size());
        ControlPlane later = open();
        assertNotNull(later.view().accountByUsername("v4"));
        assertNull(later.view().accountByUsername("v3"));
        assertEquals(5, later.version(EntityKind.ACCOUNT, "acc_1"));
    }

    @Test
    void aDeletedEntityStaysDeletedAndItsVersionCounts() throws Exception {
        ControlPlane plane = open();
        plane.put(account("anna"), 0);
        assertTrue(plane.delete(EntityKind.ACCOUNT, "acc_1", 1).won());
        assertNull(plane.view().account("acc_1"));
        assertNull(plane.view().accountByUsername("anna"));
        log.compact();
        ControlPlane later = open();
        assertNull(later.view().account("acc_1"));
        assertEquals(WriteResult.Status.CONFLICT, later.put(account("anna"), 0).status());
    }

    @Test
    void anUndecodableRecordIsPassedOverAndTheOffsetAdvances() throws Exception {
        ControlPlane plane = open();
        long bad = log.append("account/x@1/a", new byte[] {1, 2, 3});
        assertTrue(plane.awaitOffset(bad, LONG));
        assertTrue(plane.put(account("anna"), 0).won());
    }

    @Test
    void waitingForAnOffsetThatDoesNotComeEnds() throws Exception {
        assertFalse(open().awaitOffset(99, SHORT));
    }

    @Test
    void aLogThatDoesNotTakeTheWriteIsUnavailableNotAConflict() throws Exception {
        ControlLog inner = log.reader();
        ControlPlane plane = ControlPlane.over(new FailingLog(inner), TimeSource.SYSTEM);
        opened.add(plane);
        assertEquals(WriteResult.Status.UNAVAILABLE, plane.put(account("a"), 0).status());
    }

    @Test
    void listenersHearWhatHoldsAndNotWhatLost() throws Exception {
        ControlPlane plane = open();
        List<String> heard = new CopyOnWriteArrayList<>();
        Runnable stop = plane.onChange(c -> heard.add(c.record().getAccount().getUsername()));
        plane.put(account("one"), 0);
        append(log, "account/acc_1@1/loser", account("loser"), 1);
        plane.put(account("two"), 1);
        stop.run();
        plane.put(account("three"), 2);
        assertEquals(List.of("one", "two"), heard);
    }

    @Test
    void indexesFollowChangedKeys() throws Exception {
        ControlPlane plane = open();
        Domain domain = Domain.newBuilder()
                .setId("dom_1")
                .setAccountId("acc_1")
                .setName("old.example")
                .build();
        plane.put(domain, 0);
        plane.put(domain.toBuilder().setName("new.example").build(), 1);
        assertNull(plane.view().domainByName("acc_1", "old.example"));
        assertNotNull(plane.view().domainByName("acc_1", "new.example"));
        assertNull(plane.view().domainByName("acc_2", "new.example"));
        assertEquals(1, plane.view().domains("acc_1").size());
    }

    private record FailingLog(ControlLog inner) implements ControlLog {
        @Override
        public CompletionStage<Long> append(String key, byte @Nullable [] value) {
            return CompletableFuture.failedFuture(new org.apache.kafka.common.errors.TimeoutException("no broker"));
        }

        @Override
        public Batch poll(Duration timeout) {
            return inner.poll(timeout);
        }

        @Override
        public long endOffset() {
            return inner.endOffset();
        }

        @Override
        public void wakeup() {
            inner.wakeup();
        }

        @Override
        public void close() {
            inner.close();
        }
    }
}
