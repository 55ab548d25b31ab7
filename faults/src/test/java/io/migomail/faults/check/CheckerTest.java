package io.migomail.faults.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.faults.check.OutcomeLog.Line;
import io.migomail.faults.check.Story.End;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every verdict has a run that makes it fail, and nothing else with it. */
class CheckerTest {
    private static final End DELIVERED = new End("evt_1", "delivered");
    private static final End BOUNCED = new End("evt_2", "hard_bounce");
    private static final Story GOOD = new Story("delivered", List.of(DELIVERED), List.of(DELIVERED));
    private static final long MS = 1_000_000;
    private static final Strike KILL = new Strike(1000, 1100);

    @Test
    void aRunInWhichAllWentWellPasses() {
        assertEquals(List.of(), failed(List.of(sent(Fate.OK)), List.of(arrival(10, 20)), Map.of("m1", GOOD)));
    }

    @Test
    void whatWasAcceptedAndNeverArrivedIsLost() {
        assertEquals(List.of("LOST"), failed(List.of(sent(Fate.OK)), List.of(), Map.of("m1", GOOD)));
    }

    @Test
    void whatArrivedNowhereAndEndedAsAFailureIsNotLost() {
        Story bounced = new Story("bounced", List.of(BOUNCED), List.of(BOUNCED));
        assertEquals(List.of(), failed(List.of(sent(Fate.OK)), List.of(refusal(550)), Map.of("m1", bounced)));
    }

    @Test
    void whatWasRefusedAndArrivedIsAPhantom() {
        assertEquals(List.of("PHANTOM"), failed(List.of(sent(Fate.REJECTED)), List.of(arrival(10, 20)), Map.of()));
    }

    @Test
    void whatIsOfUnknownFateMayArriveOrNot() {
        assertEquals(List.of(), failed(List.of(sent(Fate.UNKNOWN)), List.of(arrival(10, 20)), Map.of()));
        assertEquals(List.of(), failed(List.of(sent(Fate.UNKNOWN)), List.of(), Map.of()));
    }

    @Test
    void anotherBodyIsWrong() {
        Arrival other = new Arrival("m1", "m1@x.example", "127.0.0.1", "h2", 10, 20, 1, 250, true);
        assertEquals(List.of("WRONG"), failed(List.of(sent(Fate.OK)), List.of(other), Map.of("m1", GOOD)));
    }

    @Test
    void anotherRecipientIsWrong() {
        Arrival other = new Arrival("m1", "m2@x.example", "127.0.0.1", "h1", 10, 20, 1, 250, true);
        assertEquals(List.of("WRONG"), failed(List.of(sent(Fate.OK)), List.of(other), Map.of("m1", GOOD)));
    }

    @Test
    void anotherSourceAddressIsWrong() {
        Arrival other = new Arrival("m1", "m1@x.example", "127.0.0.9", "h1", 10, 20, 1, 250, true);
        assertEquals(List.of("WRONG"), failed(List.of(sent(Fate.OK)), List.of(other), Map.of("m1", GOOD)));
    }

    @Test
    void whatNobodySentIsWrong() {
        assertEquals(List.of("WRONG"), failed(List.of(), List.of(arrival(10, 20)), Map.of()));
    }

    @Test
    void whatArrivedAndHasNoOutcomeIsStuck() {
        Story open = new Story("dispatched", List.of(), List.of());
        assertEquals(List.of("STUCK"), failed(List.of(sent(Fate.OK)), List.of(arrival(10, 20)), Map.of("m1", open)));
    }

    @Test
    void whatTheApiKnowsNothingOfIsStuck() {
        assertEquals(List.of("STUCK"), failed(List.of(sent(Fate.OK)), List.of(arrival(10, 20)), Map.of()));
    }

    @Test
    void aSecondArrivalIsADuplicateAndARepeat() {
        List<Arrival> twice = List.of(arrival(10, 20), arrival(2000, 2020));
        assertEquals(List.of("DUPLICATES", "REPEATED"), failed(List.of(sent(Fate.OK)), twice, Map.of("m1", GOOD)));
    }

    @Test
    void whatTheNextLifeFoundNoOutcomeOfMayComeOnceMore() {
        List<Arrival> twice = List.of(arrival(MS, 2 * MS), arrival(9 * MS, 10 * MS));
        assertEquals(List.of(), failed(twice, new Line(5, ""), new Line(10, "m1@x.example")));
        List<Arrival> thrice = List.of(arrival(MS, 2 * MS), arrival(9 * MS, 10 * MS), arrival(11 * MS, 12 * MS));
        assertEquals(List.of("DUPLICATES", "REPEATED"), failed(thrice, new Line(5, ""), new Line(10, "m1@x.example")));
    }

    @Test
    void whatWasInTheLogBeforeTheNextLifeMayNotComeAgain() {
        List<Arrival> twice = List.of(arrival(MS, 2 * MS), arrival(9 * MS, 10 * MS));
        assertEquals(List.of("DUPLICATES", "REPEATED"), failed(twice, new Line(2, "m1@x.example"), new Line(5, "")));
    }

    @Test
    void aRepeatOfWhatWasAnsweredIsNamedWithItsAge() {
        List<Arrival> twice = List.of(arrival(10, 20), arrival(2_000_000_020, 2_000_000_040));
        Strike late = new Strike(1_000_000_020, 1_000_000_030);
        Evidence evidence = Evidence.of(List.of(sent(Fate.OK)), twice, Map.of("m1", GOOD), List.of(late));
        Checker checker = new Checker(evidence);
        assertEquals(
                List.of("m1 answered 1000 ms before the fault"),
                checker.verdicts().stream()
                        .filter(verdict -> verdict.name().equals("REPEATED"))
                        .findFirst()
                        .orElseThrow()
                        .examples());
        assertEquals(1_000_000_000, checker.earliestRepeated());
    }

    @Test
    void aFailureThatNoMxGaveCauseForIsUndue() {
        Story bounced = new Story("bounced", List.of(BOUNCED), List.of(BOUNCED));
        assertEquals(List.of("UNDUE"), failed(List.of(sent(Fate.OK)), List.of(), Map.of("m1", bounced)));
    }

    @Test
    void twoFinalEventsAreOneTooMany() {
        Story two = new Story("delivered", List.of(DELIVERED, BOUNCED), List.of(DELIVERED, BOUNCED));
        assertEquals(List.of("STORY"), failed(List.of(sent(Fate.OK)), List.of(arrival(10, 20)), Map.of("m1", two)));
    }

    @Test
    void aWebhookThatNeverCameIsMissed() {
        Story unheard = new Story("delivered", List.of(DELIVERED), List.of());
        assertEquals(List.of("STORY"), failed(List.of(sent(Fate.OK)), List.of(arrival(10, 20)), Map.of("m1", unheard)));
    }

    @Test
    void aWebhookWithAnotherEventIdIsAnotherStory() {
        Story other = new Story("delivered", List.of(DELIVERED), List.of(new End("evt_9", "delivered")));
        assertEquals(List.of("STORY"), failed(List.of(sent(Fate.OK)), List.of(arrival(10, 20)), Map.of("m1", other)));
    }

    @Test
    void anApiThatSaysOtherwiseThanTheEventsIsCaught() {
        Story other = new Story("delivered", List.of(BOUNCED), List.of(BOUNCED));
        assertEquals(List.of("STORY"), failed(List.of(sent(Fate.OK)), List.of(arrival(10, 20)), Map.of("m1", other)));
    }

    @Test
    void aBounceOfWhatArrivedIsAnUntrueStory() {
        Story bounced = new Story("bounced", List.of(BOUNCED), List.of(BOUNCED));
        List<Arrival> both = List.of(arrival(10, 20), refusal(550));
        assertEquals(List.of("STORY"), failed(List.of(sent(Fate.OK)), both, Map.of("m1", bounced)));
    }

    @Test
    void anEndOtherThanTheOneThatWasDueIsCounted() {
        Evidence evidence = Evidence.of(List.of(sent(Fate.OK)), List.of(arrival(10, 20)), Map.of("m1", GOOD), List.of())
                .expecting(Map.of("m1", "bounced"), 0);
        assertEquals(List.of("OUTCOME"), failed(evidence));
    }

    @Test
    void duplicatesThatTheFaultMakesByItselfAreAllowed() {
        Evidence evidence = Evidence.of(
                        List.of(sent(Fate.OK)),
                        List.of(arrival(10, 20), arrival(30, 40)),
                        Map.of("m1", GOOD),
                        List.of())
                .expecting(Map.of(), 1);
        assertEquals(List.of(), failed(evidence));
    }

    @Test
    void aVerdictNamesWhatItCounted() {
        Evidence evidence = Evidence.of(List.of(sent(Fate.OK)), List.of(), Map.of("m1", GOOD), List.of());
        Verdict lost = new Checker(evidence).verdicts().get(0);
        assertEquals(1, lost.count());
        assertTrue(lost.examples().get(0).startsWith("m1 "), lost.examples().toString());
    }

    private static List<String> failed(List<ClientEntry> sent, List<Arrival> arrivals, Map<String, Story> stories) {
        return failed(new Evidence(
                sent, arrivals, stories, List.of(KILL), OutcomeLog.NONE, 0, Set.of("127.0.0.1"), Map.of()));
    }

    private static List<String> failed(List<Arrival> arrivals, Line... journal) {
        OutcomeLog log = new OutcomeLog(List.of(List.of(new Line(0, "")), List.of(journal)), 0);
        return failed(Evidence.of(List.of(sent(Fate.OK)), arrivals, Map.of("m1", GOOD), List.of(KILL))
                .knowing(log));
    }

    private static List<String> failed(Evidence evidence) {
        return new Checker(evidence)
                .verdicts().stream()
                        .filter(verdict -> !verdict.passed())
                        .map(Verdict::name)
                        .toList();
    }

    private static ClientEntry sent(Fate fate) {
        return new ClientEntry("m1", "m1@x.example", "", "h1", fate, "msg_1", 200);
    }

    private static Arrival arrival(long began, long ended) {
        return new Arrival("m1", "m1@x.example", "127.0.0.1", "h1", began, ended, 1, 250, true);
    }

    private static Arrival refusal(int code) {
        return new Arrival("m1", "m1@x.example", "127.0.0.1", "h1", 10, 20, 1, code, false);
    }
}
