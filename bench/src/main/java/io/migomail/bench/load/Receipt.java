package io.migomail.bench.load;

/** An HTML receipt of a wanted size: short ASCII lines, none that begins with a dot, with a style sheet and a table. */
final class Receipt {
    private static final String HEAD = """
            <html><head><style>body{font-family:sans-serif}td{padding:4px 8px}.sum{font-weight:bold}</style></head><body><h1>Thank you for your order</h1>
            <table>
            """;
    private static final String FOOT = "</table><p class=\"sum\">Paid with card ending 4242</p></body></html>\n";

    private Receipt() {}

    /** Of {@code size} octets, or a little more where that is less than the frame takes. */
    static String html(int size) {
        StringBuilder out = new StringBuilder(size + 100).append(HEAD);
        for (int line = 1; out.length() + FOOT.length() + 70 < size; line++) {
            out.append("<tr><td>%05d</td><td>Article number %d</td><td>%d.%02d</td></tr>\n"
                    .formatted(line, line * 7919 % 10_007, line % 90 + 1, line * 37 % 100));
        }
        while (out.length() + FOOT.length() < size - 1) {
            out.append(' ');
        }
        if (out.length() + FOOT.length() < size) {
            out.append('\n');
        }
        return out.append(FOOT).toString();
    }
}
