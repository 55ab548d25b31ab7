package io.migomail.faults;

import io.migomail.faults.check.Verdict;
import java.util.Map;

/** A result as lines for a person. */
final class ResultText {
    private ResultText() {}

    private static String word(Result result) {
        if (result.verdicts().isEmpty()) {
            return "skipped";
        }
        return result.passed() ? "passed" : "FAILED";
    }

    static String of(Result result) {
        StringBuilder out = new StringBuilder();
        out.append("%s  seed %d  %s%n".formatted(result.fault(), result.seed(), word(result)));
        for (Verdict verdict : result.verdicts()) {
            String bound = verdict.bound() == 0 ? "" : " of at most " + verdict.bound();
            out.append("  %-7s %-28s %d%s%n"
                    .formatted(verdict.passed() ? "ok" : "FAILED", verdict.name(), verdict.count(), bound));
            if (!verdict.passed()) {
                verdict.examples().forEach(example -> out.append("            %s%n".formatted(example)));
            }
        }
        for (Map.Entry<String, String> note : result.notes().entrySet()) {
            out.append("  %s: %s%n".formatted(note.getKey(), note.getValue()));
        }
        return out.toString();
    }
}
