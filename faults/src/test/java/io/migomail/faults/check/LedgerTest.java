package io.migomail.faults.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.faults.check.Story.End;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A store that has each event of the journals once, and what each difference from it is called. */
class LedgerTest {
    private static final String MESSAGE = "msg_1";
    private static final String TO = "m1@x.example";
    private static final StoredEvent QUEUED = row("evt_q", "queued", 0);
    private static final StoredEvent DISPATCHED = row("evt_d", "dispatched", 1);
    private static final StoredEvent DELIVERED = row("evt_e", "delivered", 1);
    private static final List<StoredEvent> ALL = List.of(QUEUED, DISPATCHED, DELIVERED);
    private static final List<Fact> FACTS = List.of(fact("dispatched"), fact("dispatched"), fact("delivered"));

    @Test
    void whatEveryJournalKnowsOfIsThereOnce() {
        assertEquals(List.of(), failed(ALL));
    }

    @Test
    void anEventThatOnlyPaceKnowsOfIsMissedByItsName() {
        List<Verdict> verdicts = verdicts(Fate.OK, List.of(QUEUED, DELIVERED), FACTS);
        assertEquals(List.of("EVENTS MISSING", "COUNTS"), names(verdicts));
        assertEquals(
                List.of("dispatched of msg_1.0, attempt 1 to m1@x.example"),
                verdicts.get(0).examples());
        assertEquals(
                List.of("dispatched critical: 0 in the event store, 1 by the journals"),
                verdicts.get(1).examples());
    }

    @Test
    void anEventThatClientMxAndWebhookKnowOfIsMissedWithoutPace() {
        List<Verdict> verdicts = verdicts(Fate.OK, List.of(), List.of());
        assertEquals(
                List.of(
                        "queued of msg_1.0, attempt 0 to m1@x.example",
                        "delivered to m1@x.example, by the MX",
                        "delivered evt_e, by the webhook"),
                verdicts.get(0).examples());
    }

    @Test
    void anEventOfNoJournalIsInSurplus() {
        assertEquals(List.of("EVENTS IN SURPLUS", "COUNTS"), failed(and(row("evt_x", "dispatched", 2))));
    }

    @Test
    void anEventUnderTwoIdsIsInSurplus() {
        assertEquals(List.of("EVENTS IN SURPLUS", "COUNTS"), failed(and(row("evt_x", "dispatched", 1))));
    }

    @Test
    void aMessageThatNobodySentIsInSurplusAndUnlike() {
        StoredEvent foreign = new StoredEvent("evt_x", "queued", "msg_2", "msg_2.0", 0, "x@x.example", "critical");
        assertEquals(List.of("EVENTS IN SURPLUS", "EVENTS UNLIKE", "COUNTS"), failed(and(foreign)));
    }

    @Test
    void aMessageThatWasRefusedIsInSurplus() {
        assertEquals(
                List.of("EVENTS IN SURPLUS", "COUNTS"),
                names(new Ledger(journals(Fate.REJECTED, List.of(), List.of(), List.of()), List.of(QUEUED))
                        .verdicts()));
    }

    @Test
    void aMessageOfUnknownFateMayBeThereOrNot() {
        Ledger.Journals journals = journals(Fate.UNKNOWN, List.of(), List.of(), List.of());
        assertEquals(List.of(), names(new Ledger(journals, List.of(QUEUED)).verdicts()));
        assertEquals(List.of(), names(new Ledger(journals, List.of()).verdicts()));
    }

    @Test
    void whatPaceSettledIsDueThoughItsClientWasToldNothing() {
        assertEquals(List.of("EVENTS MISSING", "COUNTS"), names(verdicts(Fate.UNKNOWN, List.of(DELIVERED), FACTS)));
    }

    @Test
    void aDeliveryThatTheMxDoesNotKnowIsInSurplus() {
        Ledger ledger = new Ledger(journals(Fate.OK, List.of(), List.of(end("evt_e")), FACTS), ALL);
        assertEquals(List.of("EVENTS IN SURPLUS"), names(ledger.verdicts()));
    }

    @Test
    void anEndThatTheWebhookDidNotHearIsInSurplus() {
        Ledger ledger = new Ledger(journals(Fate.OK, List.of(kept()), List.of(), FACTS), ALL);
        assertEquals(List.of("EVENTS IN SURPLUS"), names(ledger.verdicts()));
        assertTrue(ledger.verdicts().get(1).examples().get(0).startsWith("evt_e, "));
    }

    @Test
    void anotherClassIsUnlike() {
        List<StoredEvent> rows = new ArrayList<>(ALL);
        rows.set(1, new StoredEvent("evt_d", "dispatched", MESSAGE, MESSAGE + ".0", 1, TO, "normal"));
        assertEquals(List.of("EVENTS UNLIKE", "COUNTS"), failed(rows));
    }

    private static List<StoredEvent> and(StoredEvent more) {
        List<StoredEvent> rows = new ArrayList<>(ALL);
        rows.add(more);
        return rows;
    }

    private static List<String> failed(List<StoredEvent> rows) {
        return names(verdicts(Fate.OK, rows, FACTS));
    }

    private static List<String> names(List<Verdict> verdicts) {
        return verdicts.stream()
                .filter(verdict -> !verdict.passed())
                .map(Verdict::name)
                .toList();
    }

    private static List<Verdict> verdicts(Fate fate, List<StoredEvent> rows, List<Fact> facts) {
        return new Ledger(journals(fate, List.of(kept()), List.of(end("evt_e")), facts), rows)
                .verdicts().stream().filter(verdict -> !verdict.passed()).toList();
    }

    private static Ledger.Journals journals(Fate fate, List<Arrival> arrivals, List<End> hooked, List<Fact> facts) {
        ClientEntry sent = new ClientEntry("m1", TO, "", "h", fate, fate == Fate.OK ? MESSAGE : "", 200);
        UnaryOperator<String> classes = id -> "critical";
        return new Ledger.Journals(List.of(sent), arrivals, hooked, facts, classes);
    }

    private static StoredEvent row(String id, String type, int attempt) {
        return new StoredEvent(id, type, MESSAGE, MESSAGE + ".0", attempt, TO, "critical");
    }

    private static Fact fact(String type) {
        return new Fact(MESSAGE, MESSAGE + ".0", TO, 1, type);
    }

    private static End end(String id) {
        return new End(id, "delivered");
    }

    private static Arrival kept() {
        return new Arrival("m1", TO, "127.0.0.1", "h", 10, 20, 1, 250, true);
    }
}
