package io.migomail.faults;

import io.migomail.faults.check.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What became of one fault with one seed.
 *
 * @param verdicts those of the checker first, then the fault's own
 * @param notes figures that are reported and not judged
 */
public record Result(String fault, long seed, List<Verdict> verdicts, Map<String, String> notes) {
    /** One that could not be tried here, which says why and is no failure. */
    public static Result skipped(String fault, long seed, String why) {
        return new Result(fault, seed, List.of(), Map.of("skipped", why));
    }

    /** The same with a verdict more. */
    public Result and(Verdict verdict) {
        List<Verdict> all = new ArrayList<>(verdicts);
        all.add(verdict);
        return new Result(fault, seed, all, notes);
    }

    /** Whether everything kept to its bound. */
    public boolean passed() {
        return verdicts.stream().allMatch(Verdict::passed);
    }
}
