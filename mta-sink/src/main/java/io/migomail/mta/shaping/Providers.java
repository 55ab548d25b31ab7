package io.migomail.mta.shaping;

import io.migomail.core.record.MxHost;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The destination group of a set of MX hosts: {@code provider:<name>} where <em>every</em> host belongs to one known
 * provider (a domain that mixes providers must not count against either), else a name made of the set itself, so that
 * a thousand domains on the same hosts are one destination. Immutable, thread-safe.
 */
public final class Providers {
    /** Prefix of the group of a known provider. */
    public static final String PROVIDER = "provider:";

    private static final Providers STANDARD = new Providers(Table.read("providers.tsv", 4));

    /** Hosts of a provider: the name itself and every name below it. */
    record Suffix(String provider, String suffix) {
        boolean covers(String host) {
            return host.equals(suffix) || host.endsWith("." + suffix);
        }
    }

    private final List<Suffix> suffixes;

    private Providers(Table table) {
        suffixes = table.rows().stream()
                .map(row -> new Suffix(row.get(0), row.get(1)))
                .toList();
    }

    /** The providers this build knows (data file {@code providers.tsv}). */
    public static Providers standard() {
        return STANDARD;
    }

    /**
     * The group of these hosts; independent of their order and preferences, and of the port, which is one for all that
     * DNS leads to.
     *
     * @throws IllegalArgumentException where there are none
     */
    public String group(List<MxHost> hosts) {
        List<String> names =
                hosts.stream().map(Providers::name).sorted().distinct().toList();
        if (names.isEmpty()) {
            throw new IllegalArgumentException("a group of no hosts");
        }
        String provider = provider(hosts);
        return provider == null ? MxSet.name(names) : PROVIDER + provider;
    }

    /** The names of all providers that are known. */
    public List<String> names() {
        return suffixes.stream().map(Suffix::provider).distinct().sorted().toList();
    }

    List<Suffix> suffixes() {
        return suffixes;
    }

    private @Nullable String provider(List<MxHost> hosts) {
        String common = null;
        for (MxHost host : hosts) {
            String one = provider(name(host));
            if (one == null || (common != null && !common.equals(one))) {
                return null;
            }
            common = one;
        }
        return common;
    }

    private @Nullable String provider(String host) {
        for (Suffix suffix : suffixes) {
            if (suffix.covers(host)) {
                return suffix.provider();
            }
        }
        return null;
    }

    private static String name(MxHost host) {
        String name = host.getHost().toLowerCase(Locale.ROOT);
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }
}
