package io.migomail.control;

import io.migomail.core.record.EgressIp;
import java.util.List;

/** Which source addresses of a pool warm up: those that come to it, not those that it began with. */
public final class EgressIps {
    private EgressIps() {}

    /** The address as a pool has it from now on: as warm as it was there before, else new at that instant. */
    public static EgressIp in(List<EgressIp> before, EgressIp next, long now) {
        long since = before.stream()
                .filter(ip -> ip.getAddress().equals(next.getAddress()))
                .findFirst()
                .map(EgressIp::getWarmUpSince)
                .orElse(now);
        return next.toBuilder().setWarmUpSince(since).build();
    }
}
