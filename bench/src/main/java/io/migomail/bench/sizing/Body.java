package io.migomail.bench.sizing;

/**
 * What a message says.
 *
 * @param kib of its HTML; of no account where the message is made from a template
 * @param template whether it is the one-time password template with its variables
 */
record Body(double kib, boolean template) {
    Body {
        if (!(kib >= 0) || Double.isInfinite(kib)) {
            throw new IllegalArgumentException("a body has 0 KiB or more, not " + kib);
        }
    }

    static Body html(double kib) {
        return new Body(kib, false);
    }

    static Body ofTemplate() {
        return new Body(0, true);
    }
}
