package io.migomail.ingress.rest;

import io.migomail.core.Setting;
import io.migomail.core.Settings;
import io.migomail.mail.dns.AddressBlock;
import io.migomail.mail.dns.AddressLiteral;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who sent a request: the other end of its connection, or where that is a trusted proxy, whom it and the trusted ones before
 * it name in {@code X-Forwarded-For}. What a client itself writes there is never believed.
 *
 * @param trusted the proxies
 */
record ClientAddress(List<AddressBlock> trusted) {
    /** @throws IllegalArgumentException where {@code MIGO_TRUSTED_PROXIES} holds something else than addresses and blocks */
    static ClientAddress of(Settings settings) {
        return new ClientAddress(settings.list(Setting.MIGO_TRUSTED_PROXIES).stream()
                .map(text -> AddressBlock.parse(text)
                        .orElseThrow(() -> new IllegalArgumentException(Setting.MIGO_TRUSTED_PROXIES
                                + " must be addresses or CIDR blocks, not '" + text + "'")))
                .toList());
    }

    /**
     * The client's address; empty where a trusted proxy names none.
     *
     * @param peer literal address of the other end
     * @param forwarded {@code X-Forwarded-For}; all of its fields, joined with commas
     */
    Optional<InetAddress> find(String peer, @Nullable String forwarded) {
        Optional<InetAddress> at = AddressLiteral.parse(peer);
        List<String> hops = Arrays.asList(forwarded == null ? new String[0] : forwarded.split(","));
        Collections.reverse(hops);
        for (String hop : hops) {
            if (at.isEmpty() || !isTrusted(at.get())) {
                return at;
            }
            at = AddressLiteral.parse(hop.strip());
        }
        return at;
    }

    private boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(block -> block.contains(address));
    }
}
