package io.migomail.templates;

import freemarker.core.SyntaxNode;

/**
 * How many copies of the variables one expression can hold at once: what bounds its memory, as a value is built whole
 * before any of it is written. Concatenation adds, built-ins multiply.
 */
final class Growth {
    static final long LIMIT = 128;

    private Growth() {}

    static long of(SyntaxNode node) {
        long operands = 0;
        for (SyntaxNode operand : node.operands()) {
            operands = Math.min(LIMIT + 1, operands + of(operand));
        }
        if (node.is("BuiltIn")) {
            return Math.min(LIMIT + 1, operands * BuiltIns.growth(node.text()));
        }
        return node.is("Identifier") ? 1 : operands;
    }
}
