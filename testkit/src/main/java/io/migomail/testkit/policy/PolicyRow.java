package io.migomail.testkit.policy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * One case of a row of the failure policy, from {@code rows.txt}: whoever tests the policy, the engine or the whole
 * product against it, provokes the same. Immutable.
 *
 * @param heading the row's first column in the Javadoc of {@code FailurePolicy}
 * @param script what the MX does, in the words of {@code ScriptedMx}
 * @param alone kind, stage, category, blame, code and hold of the attempt's outcome where there is no other host
 * @param withAnother the kind where a friendly host stands behind
 */
public record PolicyRow(String heading, String script, String alone, String withAnother) {
    /** Heading of cases that the engine repairs, so that the policy never hears of them. */
    public static final String REPAIRED = "repaired before the policy is asked";

    private static final String HEADING = "== ";

    /** Whether the script is a door's: what comes before MAIL is the same for every recipient. */
    public boolean atTheDoor() {
        return script.startsWith("banner-") || script.startsWith("ehlo-") || script.startsWith("starttls-");
    }

    /** Whether what it does shows only when a time-out ends it. */
    public boolean waitsInVain() {
        return script.contains("silence") || script.contains("drip");
    }

    /** Who waits with the delivery: {@code group}, {@code address}, or {@code -}. */
    public String hold() {
        return alone.substring(alone.lastIndexOf(' ') + 1);
    }

    @Override
    public String toString() {
        return script;
    }

    /** All cases, in the order of the table. */
    public static List<PolicyRow> all() {
        List<PolicyRow> rows = new ArrayList<>();
        String heading = "";
        for (String line : lines()) {
            if (line.startsWith(HEADING)) {
                heading = line.substring(HEADING.length());
            } else {
                String[] columns = line.split("\\|");
                rows.add(new PolicyRow(heading, columns[0].strip(), columns[1].strip(), columns[2].strip()));
            }
        }
        return rows;
    }

    /** All headings, those without a case too. */
    public static Set<String> headings() {
        Set<String> headings = new LinkedHashSet<>();
        lines().stream().filter(l -> l.startsWith(HEADING)).forEach(l -> headings.add(l.substring(HEADING.length())));
        return headings;
    }

    private static List<String> lines() {
        InputStream stream = Objects.requireNonNull(PolicyRow.class.getResourceAsStream("rows.txt"), "rows.txt");
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(l -> !l.isBlank() && !l.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
