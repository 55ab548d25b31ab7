package io.migomail.ingress.dashboard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * What changed from one list of texts to another, by the shortest list of changes (E. Myers, An O(ND) Difference Algorithm and
 * Its Variations, 1986); where that would be longer than a bound, everything between what both begin and end with. Stateless.
 */
final class TextDiff {
    /** What became of a text. */
    enum Kind {
        SAME,
        REMOVED,
        ADDED
    }

    /** One text. */
    record Change(Kind kind, String text) {}

    private final List<String> from;
    private final List<String> to;

    private TextDiff(List<String> from, List<String> to) {
        this.from = from;
        this.to = to;
    }

    /** The changes in order, those removed before those added in their place; {@code bound} of both together. */
    static List<Change> of(List<String> from, List<String> to, int bound) {
        int shorter = Math.min(from.size(), to.size());
        int head = 0;
        while (head < shorter && from.get(head).equals(to.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < shorter - head && from.get(from.size() - 1 - tail).equals(to.get(to.size() - 1 - tail))) {
            tail++;
        }
        List<Change> out = new ArrayList<>();
        from.subList(0, head).forEach(text -> out.add(new Change(Kind.SAME, text)));
        new TextDiff(from.subList(head, from.size() - tail), to.subList(head, to.size() - tail)).add(out, bound);
        from.subList(from.size() - tail, from.size()).forEach(text -> out.add(new Change(Kind.SAME, text)));
        return out;
    }

    private void add(List<Change> out, int bound) {
        List<int[]> furthest = new ArrayList<>();
        if (search(furthest, Math.min(bound, from.size() + to.size()))) {
            out.addAll(inOrder(walkBack(furthest)));
            return;
        }
        from.forEach(text -> out.add(new Change(Kind.REMOVED, text)));
        to.forEach(text -> out.add(new Change(Kind.ADDED, text)));
    }

    /** Gathers how far each diagonal reaches with each number of changes; false where the bound is not enough. */
    private boolean search(List<int[]> furthest, int bound) {
        int[] reach = new int[2 * bound + 3];
        int middle = bound + 1;
        for (int changes = 0; changes <= bound; changes++) {
            furthest.add(Arrays.copyOfRange(reach, middle - changes - 1, middle + changes + 2));
            for (int k = -changes; k <= changes; k += 2) {
                int x = isDown(reach, middle, k, changes) ? reach[middle + k + 1] : reach[middle + k - 1] + 1;
                while (x < from.size() && x - k < to.size() && from.get(x).equals(to.get(x - k))) {
                    x++;
                }
                reach[middle + k] = x;
                if (x >= from.size() && x - k >= to.size()) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isDown(int[] reach, int middle, int k, int changes) {
        return k == -changes || (k != changes && reach[middle + k - 1] < reach[middle + k + 1]);
    }

    private List<Change> walkBack(List<int[]> furthest) {
        List<Change> back = new ArrayList<>();
        int x = from.size();
        int y = to.size();
        for (int changes = furthest.size() - 1; changes >= 0; changes--) {
            int[] reach = furthest.get(changes);
            int middle = changes + 1;
            int k = x - y;
            boolean down = isDown(reach, middle, k, changes);
            int before = down ? k + 1 : k - 1;
            int startX = changes == 0 ? 0 : reach[middle + before];
            int startY = changes == 0 ? 0 : startX - before;
            while (x > startX && y > startY) {
                back.add(new Change(Kind.SAME, from.get(--x)));
                y--;
            }
            if (changes > 0) {
                back.add(down ? new Change(Kind.ADDED, to.get(--y)) : new Change(Kind.REMOVED, from.get(--x)));
            }
        }
        Collections.reverse(back);
        return back;
    }

    private static List<Change> inOrder(List<Change> changes) {
        List<Change> out = new ArrayList<>();
        List<Change> added = new ArrayList<>();
        for (Change change : changes) {
            if (change.kind() == Kind.ADDED) {
                added.add(change);
                continue;
            }
            if (change.kind() == Kind.SAME) {
                out.addAll(added);
                added.clear();
            }
            out.add(change);
        }
        out.addAll(added);
        return out;
    }
}
