package io.migomail.ingress.manage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.control.ControlView;
import io.migomail.control.EgressIps;
import io.migomail.core.DomainNames;
import io.migomail.core.WarmUp;
import io.migomail.core.record.EgressIp;
import io.migomail.core.record.IpPool;
import io.migomail.ingress.json.Fields;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.mail.dns.AddressBlock;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a request says of a pool's addresses. Each belongs to one pool: what is sent from it is judged as one. */
record PoolFields(ControlView view, Fields fields, long now) {
    private static final int ADDRESSES = 256;
    private static final int CHARS = 253;

    /** @param pool whose addresses they are to be; the default instance = a new one's */
    List<EgressIp> ips(IpPool pool) {
        List<JsonNode> entries = fields.entries("ips", ADDRESSES);
        if (entries.isEmpty()) {
            fields.fault(fields.pointer("ips"), ErrorCode.MISSING_FIELD, "At least one address is required.");
        }
        Set<String> taken = taken(pool.getId());
        List<EgressIp> out = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            String pointer = fields.pointer("ips") + "/" + i;
            if (entries.get(i) instanceof ObjectNode entry) {
                Fields inner = fields.inner(pointer, entry, "address", "ehlo_name", "warm_up");
                out.add(warmed(inner, pool, ip(inner, taken)));
            } else {
                fields.fault(pointer, ErrorCode.INVALID_TYPE, "An object is expected.");
            }
        }
        return out;
    }

    private Set<String> taken(String poolId) {
        Set<String> out = new HashSet<>();
        view.pools().stream()
                .filter(pool -> !pool.getId().equals(poolId))
                .flatMap(pool -> pool.getIpsList().stream())
                .forEach(ip -> out.add(ip.getAddress()));
        return out;
    }

    private static EgressIp ip(Fields entry, Set<String> taken) {
        String address = canonical(entry.requiredLine("address", CHARS));
        if (address.isEmpty()) {
            entry.fault(
                    entry.pointer("address"),
                    ErrorCode.INVALID_VALUE,
                    "An IPv4 or IPv6 address of our own is expected.");
        } else if (!taken.add(address)) {
            entry.fault(entry.pointer("address"), ErrorCode.ALREADY_EXISTS, "The address is in a pool already.");
        }
        return EgressIp.newBuilder()
                .setAddress(address)
                .setEhloName(name(entry))
                .build();
    }

    private EgressIp warmed(Fields entry, IpPool pool, EgressIp ip) {
        EgressIp usual = EgressIps.in(pool.getIpsList(), ip, now);
        if (!entry.has("warm_up")) {
            return usual;
        }
        boolean wanted = entry.flag("warm_up");
        boolean warms = WarmUp.day(usual.getWarmUpSince(), now) > 0;
        EgressIp warm = usual.toBuilder().clearWarmUpSince().build();
        return !wanted
                ? warm
                : warms ? usual : usual.toBuilder().setWarmUpSince(now).build();
    }

    private static String name(Fields entry) {
        String name = entry.line("ehlo_name", CHARS);
        try {
            return name == null ? "" : DomainNames.toAscii(name);
        } catch (IllegalArgumentException e) {
            entry.fault(entry.pointer("ehlo_name"), ErrorCode.INVALID_VALUE, "A host name is expected.");
            return "";
        }
    }

    /** The one spelling of a literal address; empty where it is none. */
    static String canonical(String text) {
        if (text.contains("/") || AddressBlock.parse(text).isEmpty()) {
            return "";
        }
        try {
            return InetAddress.getByName(text).getHostAddress(); // a literal: nothing is looked up
        } catch (UnknownHostException e) {
            return "";
        }
    }
}
