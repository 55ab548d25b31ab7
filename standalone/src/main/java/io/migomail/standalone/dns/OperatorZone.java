package io.migomail.standalone.dns;

import io.migomail.mail.dns.ReverseDns;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The operator's records as a zone file (RFC 1035 5). Stateless. */
final class OperatorZone {
    /** A longer record may not fit a UDP reply (RFC 7208 3.4). */
    private static final int SPF_CHARS = 450;

    private static final int STRING = 255;

    private OperatorZone() {}

    /** Records in master-file form, with absolute names. */
    static String text(Operator operator) {
        StringBuilder out = new StringBuilder();
        out.append("; What customers' SPF records include: every egress address of every pool\n");
        spf(out, operator);
        out.append("\n; What customers' aliases point to: tracking, and the return path with its MX and SPF\n");
        if (operator.doors().isEmpty()) {
            out.append("; A and AAAA of ")
                    .append(operator.trackingDomain())
                    .append(": the public addresses of the ingress (--address)\n");
        }
        operator.doors().forEach(door -> address(out, operator.trackingDomain(), door));
        line(out, operator.trackingDomain(), "MX", "10 " + operator.inboundMx() + ".");
        line(out, operator.trackingDomain(), "TXT", quoted("v=spf1 include:" + operator.spfDomain() + " -all"));
        out.append("\n; Names of the egress addresses, forward and reverse\n");
        operator.egress().forEach(e -> address(out, e.name(), e.address()));
        operator.egress().forEach(e -> line(out, ReverseDns.name(e.address()), "PTR", e.name() + "."));
        return out.toString();
    }

    /** One record where it fits, else an include for each part: every one costs a look-up of each customer's ten. */
    private static void spf(StringBuilder out, Operator operator) {
        List<String> parts = parts(operator);
        if (parts.size() == 1) {
            line(out, operator.spfDomain(), "TXT", quoted("v=spf1" + parts.get(0) + " -all"));
            return;
        }
        StringBuilder all = new StringBuilder("v=spf1");
        for (int i = 1; i <= parts.size(); i++) {
            all.append(" include:_").append(i).append('.').append(operator.spfDomain());
        }
        line(out, operator.spfDomain(), "TXT", quoted(all + " -all"));
        for (int i = 1; i <= parts.size(); i++) {
            line(out, "_" + i + "." + operator.spfDomain(), "TXT", quoted("v=spf1" + parts.get(i - 1) + " -all"));
        }
    }

    private static List<String> parts(Operator operator) {
        List<String> out = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (InetAddress address : operator.egress().stream()
                .map(Operator.Egress::address)
                .distinct()
                .toList()) {
            String term = (address instanceof Inet6Address ? " ip6:" : " ip4:") + address.getHostAddress();
            if (part.length() + term.length() > SPF_CHARS) {
                out.add(part.toString());
                part.setLength(0);
            }
            part.append(term);
        }
        out.add(part.toString());
        return out;
    }

    private static void address(StringBuilder out, String name, InetAddress address) {
        line(out, name, address instanceof Inet6Address ? "AAAA" : "A", address.getHostAddress());
    }

    private static void line(StringBuilder out, String name, String type, String value) {
        out.append(name).append(". IN ").append(type).append(' ').append(value).append('\n');
    }

    private static String quoted(String value) {
        return java.util.stream.IntStream.iterate(0, at -> at < value.length(), at -> at + STRING)
                .mapToObj(at -> "\"" + value.substring(at, Math.min(at + STRING, value.length())) + "\"")
                .collect(Collectors.joining(" "));
    }
}
