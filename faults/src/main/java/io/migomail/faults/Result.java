package io.migomail.faults;

import io.migomail.faults.check.Verdict;
import java.util.List;
import java.util.Map;

/**
 * What became of one fault with one seed.
 *
 * @param verdicts those of the checker first, then the fault's own
 * @param notes figures that are reported and not judged
 */
public record Result(String fault, long seed, List<Verdict> verdicts, Map<String, String> notes) {
    /** Whether everything kept to its bound. */
    public boolean passed() {
        return verdicts.stream().allMatch(Verdict::passed);
    }
}
