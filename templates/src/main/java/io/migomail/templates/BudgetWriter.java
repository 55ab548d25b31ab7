package io.migomail.templates;

import freemarker.core.SyntaxTree;
import java.io.Writer;

/** Collects one part's output and charges it to the budget. One thread. */
final class BudgetWriter extends Writer implements SyntaxTree.StepListener {
    private final StringBuilder out = new StringBuilder(1024);
    private final Budget budget;

    BudgetWriter(Budget budget) {
        this.budget = budget;
    }

    @Override
    public void write(char[] chars, int offset, int length) {
        long bytes = 0;
        for (int i = offset; i < offset + length; i++) {
            bytes += utf8(chars[i]);
        }
        budget.write(bytes);
        out.append(chars, offset, length);
    }

    @Override
    public void write(String text, int offset, int length) {
        long bytes = 0;
        for (int i = offset; i < offset + length; i++) {
            bytes += utf8(text.charAt(i));
        }
        budget.write(bytes);
        out.append(text, offset, offset + length);
    }

    private static int utf8(char c) {
        if (c < 0x80) {
            return 1;
        }
        return c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }

    @Override
    public void step() {
        budget.turn();
    }

    @Override
    public String toString() {
        return out.toString();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
