package io.migomail.mta.policy;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Real replies of many systems (resources/smtp-replies, BSD-2-Clause): the share that is understood must not fall. */
class RealRepliesTest {
    private static final Set<String> DEAD = Set.of("hard");
    private final FailurePolicy policy = new FailurePolicy();

    private record Row(String command, int code, String reason, String reply) {}

    private static List<String[]> table(String name) {
        try (InputStream in = RealRepliesTest.class.getResourceAsStream("/smtp-replies/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split("\t", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Row> rows() {
        return table("replies.tsv").stream()
                .map(f -> new Row(f[1], Integer.parseInt(f[8].substring(0, 3)), f[6], f[8]))
                .toList();
    }

    private static Stage stage(String command) {
        return switch (command.toUpperCase(Locale.ROOT)) {
            case "EHLO", "HELO" -> Stage.EHLO;
            case "MAIL" -> Stage.MAIL;
            case "RCPT" -> Stage.RCPT;
            // Told by a later system: the stage is not known, so the last one.
            default -> Stage.DOT;
        };
    }

    @Test
    void mostRealRepliesAreUnderstood() {
        Map<String, String> categories =
                table("label-map.tsv").stream().collect(Collectors.toMap(f -> f[0], f -> f[1]));
        Map<String, String> dispositions =
                table("label-map.tsv").stream().collect(Collectors.toMap(f -> f[0], f -> f[2]));
        List<String> wrong = new ArrayList<>();
        int named = 0;
        int dead = 0;
        for (Row row : rows()) {
            Verdict verdict = policy.decide(Failure.of(stage(row.command), Reply.of(row.code, row.reply)), true);
            boolean hard = verdict.action() == Verdict.Action.BOUNCE
                    && verdict.category().addressIsDead();
            boolean sameCategory = verdict.category().word().equals(categories.get(row.reason));
            boolean sameEnd = hard == DEAD.contains(dispositions.get(row.reason));
            named += sameCategory ? 1 : 0;
            dead += sameEnd ? 1 : 0;
            if (!sameCategory || !sameEnd) {
                wrong.add(row.reason + " -> " + verdict.action() + " " + verdict.category() + ": " + row.reply);
            }
        }
        int all = rows().size();
        String report = String.format(
                "category %d of %d, dead address or not %d of %d%n%s", named, all, dead, all, String.join("\n", wrong));
        assertTrue(named * 100 >= all * 84, report);
        assertTrue(dead * 100 >= all * 92, report);
    }

    @Test
    void temporaryRepliesNeverBounceAndBlocksNeverDo() {
        for (Row row : rows()) {
            Verdict verdict = policy.decide(Failure.of(stage(row.command), Reply.of(row.code, row.reply)), true);
            boolean blamesUs = verdict.category() == Category.BLOCKED || verdict.category() == Category.THROTTLED;
            assertTrue((row.code >= 500 && !blamesUs) || verdict.action() != Verdict.Action.BOUNCE, row.reply);
        }
    }
}
