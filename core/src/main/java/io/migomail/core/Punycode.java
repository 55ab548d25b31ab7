package io.migomail.core;

/** Punycode (RFC 3492) with the parameters of IDNA; the JDK's own IDN would map sharp s to ss (IDNA 2003). */
final class Punycode {
    static final String PREFIX = "xn--";
    private static final int BASE = 36;
    private static final int T_MIN = 1;
    private static final int T_MAX = 26;
    private static final int INITIAL_N = 128;
    private static final int INITIAL_BIAS = 72;

    private Punycode() {}

    /** The encoded label without its prefix. */
    static String encode(String label) {
        int[] input = label.codePoints().toArray();
        StringBuilder out = new StringBuilder();
        label.chars().filter(c -> c < INITIAL_N).forEach(c -> out.append((char) c));
        int basic = out.length();
        if (basic > 0) {
            out.append('-');
        }
        int n = INITIAL_N;
        int delta = 0;
        int bias = INITIAL_BIAS;
        for (int done = basic; done < input.length; delta++, n++) {
            int next = smallestFrom(input, n);
            delta += (next - n) * (done + 1);
            n = next;
            for (int c : input) {
                if (c < n) {
                    delta++;
                } else if (c == n) {
                    appendNumber(out, delta, bias);
                    bias = adapt(delta, done + 1, done == basic);
                    delta = 0;
                    done++;
                }
            }
        }
        return out.toString();
    }

    /** The Unicode label of an A-label with its prefix. */
    static String decode(String aLabel) {
        String text = aLabel.substring(PREFIX.length());
        int dash = text.lastIndexOf('-');
        StringBuilder out = new StringBuilder(text.substring(0, Math.max(dash, 0)));
        int n = INITIAL_N;
        int bias = INITIAL_BIAS;
        int i = 0;
        int length = out.length();
        int at = dash < 0 ? 0 : dash + 1;
        int[] points = new int[63];
        for (int k = 0; k < length; k++) {
            points[k] = out.charAt(k);
        }
        while (at < text.length()) {
            int start = i;
            long weight = 1;
            for (int k = BASE; ; k += BASE) {
                int digit = at < text.length() ? digit(text.charAt(at++)) : -1;
                if (digit < 0 || i + digit * weight > Integer.MAX_VALUE) {
                    throw malformed();
                }
                i += (int) (digit * weight);
                int t = threshold(k, bias);
                if (digit < t) {
                    break;
                }
                weight *= BASE - t;
            }
            length++;
            bias = adapt(i - start, length, start == 0);
            n += i / length;
            i %= length;
            if (n > Character.MAX_CODE_POINT || length > points.length) {
                throw malformed();
            }
            System.arraycopy(points, i, points, i + 1, length - 1 - i);
            points[i++] = n;
        }
        return new String(points, 0, length);
    }

    private static int smallestFrom(int[] input, int n) {
        int smallest = Integer.MAX_VALUE;
        for (int c : input) {
            if (c >= n && c < smallest) {
                smallest = c;
            }
        }
        return smallest;
    }

    private static void appendNumber(StringBuilder out, int delta, int bias) {
        int q = delta;
        for (int k = BASE; ; k += BASE) {
            int t = threshold(k, bias);
            if (q < t) {
                break;
            }
            out.append(symbol(t + (q - t) % (BASE - t)));
            q = (q - t) / (BASE - t);
        }
        out.append(symbol(q));
    }

    private static int threshold(int k, int bias) {
        return Math.min(Math.max(k - bias, T_MIN), T_MAX);
    }

    private static int adapt(int delta, int count, boolean first) {
        int rest = first ? delta / 700 : delta / 2;
        rest += rest / count;
        int k = 0;
        while (rest > (BASE - T_MIN) * T_MAX / 2) {
            rest /= BASE - T_MIN;
            k += BASE;
        }
        return k + (BASE - T_MIN + 1) * rest / (rest + 38);
    }

    private static char symbol(int digit) {
        return (char) (digit < 26 ? 'a' + digit : '0' + digit - 26);
    }

    private static int digit(char c) {
        if (c >= 'a' && c <= 'z') {
            return c - 'a';
        }
        return c >= '0' && c <= '9' ? c - '0' + 26 : -1;
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException("the domain has an invalid xn-- label");
    }
}
