package io.migomail.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.Limits;
import io.migomail.core.RecordCodec;
import io.migomail.core.TimeSource;
import io.migomail.core.record.Account;
import io.migomail.core.record.ApiKeyUse;
import io.migomail.core.record.Change;
import io.migomail.core.record.ControlRecord;
import io.migomail.core.record.User;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The audit log is in the control log: of every change that held one entry, whatever compaction leaves. */
class AuditTrailTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private final MemoryLog log = new MemoryLog();
    private long now = 1_700_000_000_000L;
    private final TimeSource time = new TimeSource() {
        @Override
        public long wallMillis() {
            return now;
        }

        @Override
        public long monotonicNanos() {
            return now * 1_000_000;
        }
    };
    private final List<ControlPlane> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(ControlPlane::close);
    }

    private ControlPlane open() throws InterruptedException {
        ControlPlane plane = ControlPlane.over(log.reader(), time);
        opened.add(plane);
        return plane;
    }

    private static Change by(String key) {
        return Change.newBuilder().setAccountId("acc_1").setKeyId(key).build();
    }

    private static Account account(String name) {
        return Account.newBuilder()
                .setId("acc_1")
                .setUsername("u")
                .setName(name)
                .build();
    }

    private static List<String> told(ControlPlane plane) {
        return plane.view().changes("acc_1").stream()
                .map(e -> e.action() + " " + e.change().getKeyId() + " "
                        + e.change().getFieldsList())
                .sorted()
                .toList();
    }

    private static Change noted(String key) {
        return by(key).toBuilder()
                .setAction("created")
                .setCount(3)
                .setSignature("ab")
                .build();
    }

    @Test
    void whatIsNotHeldHereIsNotedOnceForEachChangeAlsoOfTheSameThing() throws Exception {
        ControlPlane plane = open();
        assertTrue(plane.note("suppression/sup_1", noted("key_1")).won());
        assertTrue(plane.note("suppression/sup_1", noted("key_2")).won());
        assertEquals(List.of("created key_1 []", "created key_2 []"), told(plane));
        ControlPlane other = open();
        assertEquals(told(plane), told(other), "what another process reads");
        assertEquals(3, other.view().changes("acc_1").get(0).change().getCount());
        assertEquals(0, other.version(EntityKind.ACCOUNT, "sup_1"));
        assertTrue(other.view().hasChangeSigned("acc_1", "ab", 0));
    }

    @Test
    void whatIsNotedManyTimesPushesOutNothingElseAndGoesWhenItIsOld() throws Exception {
        ControlPlane plane = open();
        assertTrue(plane.put(account("a"), 0, by("key_1")).won());
        for (int i = 0; i < Limits.AUDIT_ENTRIES + 50; i++) {
            now++;
            plane.note("suppression/sup_" + i % 7, noted("key_2"));
        }
        assertTrue(told(plane).stream().anyMatch(entry -> entry.startsWith("created key_1")), "the account's own");
        long end = System.nanoTime() + LONG.toNanos();
        while (plane.view().changes("acc_1").size() > Limits.AUDIT_ENTRIES + 20 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertTrue(plane.view().changes("acc_1").size() <= Limits.AUDIT_ENTRIES + 20);
    }

    @Test
    void everyChangeIsToldBeforeAndAfterCompaction() throws Exception {
        ControlPlane plane = open();
        plane.put(account("a"), 0, by("key_1"));
        plane.put(account("b"), 1, by("key_2"));
        plane.delete(EntityKind.ACCOUNT, "acc_1", 2, by("key_3"));
        List<String> expected = List.of("created key_1 [username, name]", "deleted key_3 []", "updated key_2 [name]");
        plane.awaitOffset(log.reader().endOffset() - 1, LONG);
        assertEquals(expected, told(plane));
        log.compact();
        assertEquals(expected, told(open()));
        assertEquals(3, log.size(), "one record a change");
    }

    @Test
    void whatNobodyAskedForIsNotTold() throws Exception {
        ControlPlane plane = open();
        plane.put(account("a"), 0, by("key_1"));
        plane.put(account("b"), 1);
        plane.put(ApiKeyUse.newBuilder().setId("key_1").setLastUsedAt(1).build(), 0);
        assertEquals(List.of("created key_1 [username, name]"), told(plane));
        log.compact();
        assertEquals(List.of("created key_1 [username, name]"), told(open()));
    }

    @Test
    void ofChangesThatCameAtOnceOnlyTheOneThatHeldIsTold() throws Exception {
        for (String key : List.of("first", "second")) {
            ControlRecord record = ControlRecord.newBuilder()
                    .setId("account/acc_1")
                    .setVersion(1)
                    .setAt(now)
                    .setAccount(account(key))
                    .setChange(by(key))
                    .build();
            log.append("account/acc_1@1/" + key, RecordCodec.CONTROL.encode(record));
        }
        ControlPlane plane = open();
        assertEquals(List.of("created first []"), told(plane));
        // The loser's writer died before it took its record back: behind compaction it comes before the winner's trace.
        assertTrue(plane.put(account("third"), 1, by("key_3")).won());
        plane.awaitOffset(log.reader().endOffset() - 1, LONG);
        log.compact();
        assertEquals(List.of("created first []", "updated key_3 [name]"), told(open()));
    }

    @Test
    void neitherALogNorAnyEntryTellsAValue() throws Exception {
        ControlPlane plane = open();
        User user = User.newBuilder()
                .setId("usr_1")
                .setAccountId("acc_1")
                .setPasswordHash("canary")
                .build();
        plane.put(user, 0, by("key_1"));
        plane.put(user.toBuilder().setPasswordHash("canary-2").build(), 1, by("key_1"));
        assertEquals(List.of("created key_1 [password]", "updated key_1 [password]"), told(plane));
        assertTrue(plane.view().changes("acc_1").stream()
                .noneMatch(entry -> entry.toString().contains("canary")));
    }

    @Test
    void whatIsTooOldIsLetGoAndWhatHoldsIsNot() throws Exception {
        ControlPlane plane = open();
        plane.put(account("a"), 0, by("key_1"));
        plane.put(account("b"), 1, by("key_2"));
        plane.put(User.newBuilder().setId("usr_1").setAccountId("acc_1").build(), 0, by("key_3"));
        now += Limits.AUDIT_RETENTION.plusDays(1).toMillis();
        WriteResult last = plane.put(account("c"), 2, by("key_4"));
        plane.awaitOffset(Math.max(last.offset(), log.reader().endOffset() - 1), LONG);
        log.compact();
        ControlPlane later = open();
        // The oldest are gone; the user's own record holds, and with it its entry.
        assertEquals(List.of("created key_3 []", "updated key_4 [name]"), told(later));
        assertEquals("usr_1", later.view().users("acc_1").get(0).getId());
    }
}
