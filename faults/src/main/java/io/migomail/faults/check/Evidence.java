package io.migomail.faults.check;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything the checker judges by.
 *
 * @param sent by the client's journal
 * @param arrivals by the receiving MX's journal
 * @param stories by message id of the harness; needed for those of fate OK
 * @param strikes when the faults struck
 * @param log what PACE's journal knew; needed where processes ended
 * @param allowed duplicates that a fault makes by its own nature: the MX kept the mail and the reply was lost
 * @param sources addresses from which mail may come
 * @param due statuses in which messages must end, by id; empty = in any; those not named
 *     may end in any that is provoked
 */
public record Evidence(
        List<ClientEntry> sent,
        List<Arrival> arrivals,
        Map<String, Story> stories,
        List<Strike> strikes,
        OutcomeLog log,
        int allowed,
        Set<String> sources,
        Map<String, String> due) {
    /** Of a run in which the faults struck like this, from the loopback, with nothing more to expect. */
    public static Evidence of(
            List<ClientEntry> sent, List<Arrival> arrivals, Map<String, Story> stories, List<Strike> strikes) {
        return new Evidence(sent, arrivals, stories, strikes, OutcomeLog.NONE, 0, Set.of("127.0.0.1"), Map.of());
    }

    /** The same with statuses in which messages must end, and duplicates allowed. */
    public Evidence expecting(Map<String, String> statuses, int duplicates) {
        return new Evidence(sent, arrivals, stories, strikes, log, duplicates, sources, statuses);
    }

    /** The same with what the journal knew. */
    public Evidence knowing(OutcomeLog journal) {
        return new Evidence(sent, arrivals, stories, strikes, journal, allowed, sources, due);
    }
}
