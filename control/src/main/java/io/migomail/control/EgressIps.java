package io.migomail.control;

import io.migomail.core.record.EgressIp;
import java.util.List;

/** What a source address of a pool keeps when the pool's addresses are given anew. */
public final class EgressIps {
    private EgressIps() {}

    /** The address as a pool has it from now on: as warm and as suspended as it was there before, else new at that instant. */
    public static EgressIp in(List<EgressIp> before, EgressIp next, long now) {
        EgressIp old = before.stream()
                .filter(ip -> ip.getAddress().equals(next.getAddress()))
                .findFirst()
                .orElse(EgressIp.newBuilder().setWarmUpSince(now).build());
        return next.toBuilder()
                .setWarmUpSince(old.getWarmUpSince())
                .setSuspendedAt(old.getSuspendedAt())
                .build();
    }
}
