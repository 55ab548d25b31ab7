package io.migomail.mta.shaping;

import io.migomail.core.Ids;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The name of a set of MX hosts that belongs to no known provider. */
final class MxSet {
    static final String PREFIX = "mx:";

    private static final int LONGEST = 120;
    private static final int DIGEST_BYTES = 10;
    // What DNS answers is hostile input; anything but plain names is named by its digest alone.
    private static final Pattern PLAIN = Pattern.compile("[a-z0-9._:\\[\\]-]+");

    private MxSet() {}

    /**
     * {@code mx:host}, {@code mx:(a,b).example.com}, {@code mx:a.example,b.example}, or where that is too long a
     * digest. Two sets have one name only if they are the same set.
     */
    static String name(List<String> sorted) {
        String joined = join(sorted);
        boolean plain = sorted.stream().allMatch(host -> PLAIN.matcher(host).matches());
        return plain && joined.length() <= LONGEST ? PREFIX + joined : PREFIX + "#" + digest(sorted);
    }

    private static String join(List<String> hosts) {
        String parent = parent(hosts.get(0));
        boolean siblings = hosts.size() > 1
                && !parent.isEmpty()
                && hosts.stream().allMatch(host -> parent(host).equals(parent));
        if (!siblings) {
            return String.join(",", hosts);
        }
        return hosts.stream()
                .map(host -> host.substring(0, host.length() - parent.length()))
                .collect(Collectors.joining(",", "(", ")" + parent));
    }

    /** Everything from the first dot of a name with at least three labels; empty for others and for literals. */
    private static String parent(String host) {
        int dot = host.indexOf('.');
        boolean literal =
                host.startsWith("[") || host.indexOf(':') >= 0 || Character.isDigit(host.charAt(host.length() - 1));
        return literal || dot < 0 || host.indexOf('.', dot + 1) < 0 ? "" : host.substring(dot);
    }

    private static String digest(List<String> hosts) {
        byte[] whole = Ids.sha256(String.join("\n", hosts).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(whole, 0, DIGEST_BYTES);
    }
}
