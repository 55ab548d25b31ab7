package io.migomail.ingress.domain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Names at which a record is found that was entered wrongly, with what to say of it. Stateless. */
final class WrongPlaces {
    /** Zones above a domain that may be the one in which its owner enters records. */
    private static final int ZONES = 4;

    private WrongPlaces() {}

    /** Other names for the record, the likeliest first, each with its hint. */
    static Map<String, String> of(DnsRecord.Wanted wanted) {
        Map<String, String> out = new LinkedHashMap<>();
        String prefix = prefix(wanted);
        for (String zone : zones(wanted.domain())) {
            out.put(
                    wanted.name() + "." + zone,
                    "It stands at " + wanted.name() + "." + zone
                            + ": the DNS provider appends the zone by itself. Enter " + entered(wanted.name(), zone)
                            + " as its name.");
        }
        for (String zone : zones(wanted.domain())) {
            for (String first : otherPrefixes(wanted, prefix)) {
                String name = first + zone;
                if (!name.equals(wanted.name())) {
                    out.put(name, "It stands at " + name + " instead of " + wanted.name() + ".");
                }
            }
        }
        return out;
    }

    private static List<String> otherPrefixes(DnsRecord.Wanted wanted, String prefix) {
        return switch (wanted.purpose()) {
            case SPF -> List.of("", "_spf.", "spf.", DomainRecords.RETURN_PATH_LABEL + ".", "www.");
            case TRACKING_AND_RETURN_PATH -> List.of(prefix);
            case DMARC -> List.of("dmarc.", "");
            default ->
                List.of(
                        prefix,
                        prefix.replace("_domainkey.", "domainkey."),
                        prefix.replaceFirst("\\._domainkey\\.", "."),
                        "_domainkey.",
                        "");
        };
    }

    /** What stands before the domain, with its dot; empty for the domain itself. */
    private static String prefix(DnsRecord.Wanted wanted) {
        return wanted.name()
                .substring(0, wanted.name().length() - wanted.domain().length());
    }

    private static String entered(String name, String zone) {
        return name.equals(zone) ? "@ (or nothing)" : name.substring(0, name.length() - zone.length() - 1);
    }

    /** The domain and what is above it, down to two labels. */
    static List<String> zones(String domain) {
        List<String> out = new ArrayList<>();
        for (String zone = domain;
                zone.indexOf('.') > 0 && out.size() < ZONES;
                zone = zone.substring(zone.indexOf('.') + 1)) {
            out.add(zone);
        }
        return out;
    }
}
