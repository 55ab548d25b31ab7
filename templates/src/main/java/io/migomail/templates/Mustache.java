package io.migomail.templates;

import freemarker.core.SyntaxNode;

/** Names of the functions that converted Mustache templates call; {@link MustacheFunctions} answers them. */
final class Mustache {
    /** The hash that holds the functions; hides a variable of that name. */
    static final String HASH = "_m";

    /** (path, contexts…) → the value, escaped. */
    static final String SHOW = "show";
    /** (path, contexts…) → the value as markup. */
    static final String RAW = "raw";
    /** (path, contexts…) → the value itself, or "". */
    static final String FIND = "find";
    /** (value) → boolean. */
    static final String TRUTHY = "truthy";
    /** (value) → boolean. */
    static final String FALSY = "falsy";
    /** (value) → the contexts of a plain section: none, each element, or the value itself. */
    static final String SECTION = "section";
    /** (value) → elements of a list or values of an object. */
    static final String EACH = "each";
    /** (value, index) → the name of the property at that index. */
    static final String KEY = "key";

    private Mustache() {}

    /** True if the callee is one of these functions. */
    static boolean isFunction(SyntaxNode callee) {
        return callee.is("Dot")
                && callee.operands().get(0).is("Identifier")
                && callee.operands().get(0).text().equals(HASH);
    }
}
