package io.migomail.ingress.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.ingress.dashboard.TextDiff.Change;
import io.migomail.ingress.dashboard.TextDiff.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What changed is told shortly and completely. */
class TextDiffTest {
    private static String told(String from, String to, int bound) {
        return TextDiff.of(List.of(from.split("")), List.of(to.split("")), bound).stream()
                .map(change -> Map.of(Kind.SAME, "", Kind.REMOVED, "-", Kind.ADDED, "+")
                                .get(change.kind())
                        + change.text())
                .collect(Collectors.joining());
    }

    @Test
    void whatIsRemovedComesBeforeWhatIsAddedInItsPlace() {
        assertEquals("a-b+xc", told("abc", "axc", 100));
        assertEquals("-a-b+x+yc", told("abc", "xyc", 100));
        assertEquals("abc", told("abc", "abc", 100));
        assertEquals("a+bc", told("ac", "abc", 100));
    }

    @Test
    void beyondTheBoundTheMiddleIsReplaced() {
        assertEquals("a-b-c-d+x+c+ye", told("abcde", "axcye", 3));
        assertEquals("a-b+xc-d+ye", told("abcde", "axcye", 4));
    }

    @Test
    void bothSidesCanBeReadFromTheShortestChanges() {
        Random random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            List<String> from = random(random);
            List<String> to = random(random);
            List<Change> changes = TextDiff.of(from, to, 1_000);
            assertEquals(from, side(changes, Kind.ADDED));
            assertEquals(to, side(changes, Kind.REMOVED));
            long same = changes.stream().filter(c -> c.kind() == Kind.SAME).count();
            assertEquals(longestCommon(from, to), same, from + " " + to);
        }
    }

    private static List<String> random(Random random) {
        return random.ints(random.nextInt(12), 0, 3).mapToObj(Integer::toString).toList();
    }

    private static List<String> side(List<Change> changes, Kind without) {
        return changes.stream()
                .filter(c -> c.kind() != without)
                .map(Change::text)
                .toList();
    }

    private static int longestCommon(List<String> from, List<String> to) {
        int[][] best = new int[from.size() + 1][to.size() + 1];
        for (int i = 1; i <= from.size(); i++) {
            for (int j = 1; j <= to.size(); j++) {
                best[i][j] = from.get(i - 1).equals(to.get(j - 1))
                        ? best[i - 1][j - 1] + 1
                        : Math.max(best[i - 1][j], best[i][j - 1]);
            }
        }
        return best[from.size()][to.size()];
    }

    @Test
    void rowsShowAFewLinesAroundWhatChangedAndItsWords() {
        String same = "1\n2\n3\n4\n5\n6\n7\n8";
        List<Map<String, Object>> rows =
                DiffRows.of(same + "\nsome old words\n" + same, same + "\nsome new words\n" + same);
        assertEquals(9, rows.size(), rows.toString());
        assertEquals(5, rows.get(0).get("skipped"));
        assertEquals(
                "{left={number=9, words=[{changed=false, text=some }, {changed=true, text=old}, {changed=false, text= words}]},"
                        + " right={number=9, words=[{changed=false, text=some }, {changed=true, text=new},"
                        + " {changed=false, text= words}]}}",
                sorted(rows.get(4)));
        assertEquals(5, rows.get(8).get("skipped"));
        assertTrue(DiffRows.of(same, same).isEmpty());
        assertEquals(1, DiffRows.of("", "x").size());
    }

    private static String sorted(Map<String, Object> row) {
        Map<String, Object> out = new TreeMap<>();
        for (String side : List.of("left", "right")) {
            Map<?, ?> given = (Map<?, ?>) row.get(side);
            List<Object> words = new ArrayList<>();
            ((List<?>) given.get("words")).forEach(word -> words.add(new TreeMap<>((Map<?, ?>) word)));
            Map<String, Object> plain = new TreeMap<>();
            plain.put("number", given.get("number"));
            plain.put("words", words);
            out.put(side, plain);
        }
        return out.toString();
    }
}
