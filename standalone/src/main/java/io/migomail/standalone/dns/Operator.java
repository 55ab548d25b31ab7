package io.migomail.standalone.dns;

import io.migomail.control.ControlPlane;
import io.migomail.core.KafkaAddress;
import io.migomail.core.Setting;
import io.migomail.core.Settings;
import io.migomail.core.TimeSource;
import io.migomail.core.record.EgressIp;
import io.migomail.core.record.IpPool;
import io.migomail.mail.dns.AddressLiteral;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the records follow from.
 *
 * @param spfDomain what customers' SPF records include
 * @param trackingDomain what customers' aliases point to
 * @param inboundMx host that takes bounces
 * @param doors public addresses of tracking and inbound mail; may be empty: any will do
 * @param egress all source addresses
 */
record Operator(
        String spfDomain, String trackingDomain, String inboundMx, List<InetAddress> doors, List<Egress> egress) {
    /** A source address and the name that is said from it. */
    record Egress(InetAddress address, String name) {}

    /**
     * By the settings, with the addresses of every pool of the control plane where {@code MIGO_KAFKA} is given, else those of
     * {@code MIGO_EGRESS_IPS}.
     *
     * @throws IllegalArgumentException naming the setting that is missing or wrong
     */
    static Operator of(Settings settings, String inboundMx, List<String> doors) throws InterruptedException {
        String host = settings.get(Setting.MIGO_HOSTNAME);
        if (host.isEmpty()) {
            throw new IllegalArgumentException("MIGO_HOSTNAME, the name in EHLO, must be given");
        }
        String tracking = settings.get(Setting.MIGO_TRACKING_DOMAIN);
        return new Operator(
                settings.get(Setting.MIGO_SPF_DOMAIN),
                tracking,
                inboundMx.isEmpty() ? tracking : inboundMx,
                doors.stream().map(Operator::address).toList(),
                egress(settings, host));
    }

    private static List<Egress> egress(Settings settings, String host) throws InterruptedException {
        List<EgressIp> ips = new ArrayList<>();
        if (settings.has(Setting.MIGO_KAFKA)) {
            try (ControlPlane control = ControlPlane.shared(KafkaAddress.of(settings), TimeSource.SYSTEM)) {
                control.view().pools().stream().map(IpPool::getIpsList).forEach(ips::addAll);
            }
        } else {
            settings.list(Setting.MIGO_EGRESS_IPS)
                    .forEach(ip -> ips.add(EgressIp.newBuilder().setAddress(ip).build()));
        }
        Set<Egress> out = new LinkedHashSet<>();
        ips.stream().flatMap(ip -> egress(ip, host)).forEach(out::add);
        if (out.isEmpty()) {
            throw new IllegalArgumentException("no pool names its addresses: MIGO_EGRESS_IPS must list them");
        }
        return List.copyOf(out);
    }

    /** An address that the system chooses is none that can be published. */
    private static Stream<Egress> egress(EgressIp ip, String host) {
        return ip.getAddress().isEmpty()
                ? Stream.empty()
                : Stream.of(
                        new Egress(address(ip.getAddress()), ip.getEhloName().isEmpty() ? host : ip.getEhloName()));
    }

    private static InetAddress address(String text) {
        return AddressLiteral.parse(text)
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is no IP address"));
    }
}
