package io.migomail.ingress.dashboard;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Texts as parts of an address. Stateless. */
final class Addresses {
    private Addresses() {}

    /** As one part of a path or the value of a parameter (RFC 3986 2.1). */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
