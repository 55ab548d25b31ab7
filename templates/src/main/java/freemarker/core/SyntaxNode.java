package freemarker.core;

import java.util.List;

/**
 * One node of a parsed template, without behaviour: what the allow-list and the variable lister read. Immutable.
 *
 * @param type simple name of the parser's class; every built-in is "BuiltIn"
 * @param text name of an identifier, key of a dot, built-in or directive, value of a literal; else empty
 * @param constant false for a string literal with interpolations in it
 * @param line 1-based
 * @param column 1-based
 * @param operands expressions of the node, in order
 * @param words strings among the node's parameters, such as names of loop variables
 * @param children nested elements
 */
public record SyntaxNode(
        String type,
        String text,
        boolean constant,
        int line,
        int column,
        List<SyntaxNode> operands,
        List<String> words,
        List<SyntaxNode> children) {
    /** True if the node's type is that. */
    public boolean is(String name) {
        return type.equals(name);
    }
}
