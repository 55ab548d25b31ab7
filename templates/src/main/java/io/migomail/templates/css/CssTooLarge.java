package io.migomail.templates.css;

/** Matching every selector with every element would take too long. */
public final class CssTooLarge extends Exception {
    private static final long serialVersionUID = 1;

    CssTooLarge(long matches) {
        super("selectors times elements is " + matches + ", more than " + CssInliner.MATCHES);
    }
}
