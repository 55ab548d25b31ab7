package io.migomail.control;

import io.migomail.core.Setting;
import io.migomail.core.Settings;
import io.migomail.core.record.EgressIp;
import java.util.List;

/** The source addresses of pools: those that the settings name, and what each keeps when a pool's are given anew. */
public final class EgressIps {
    private EgressIps() {}

    /** The addresses of {@code MIGO_EGRESS_IPS}, each with {@code MIGO_HOSTNAME} as its name; none = the system's choice. */
    public static List<EgressIp> of(Settings settings) {
        String ehlo = settings.get(Setting.MIGO_HOSTNAME);
        return settings.list(Setting.MIGO_EGRESS_IPS).stream()
                .map(ip ->
                        EgressIp.newBuilder().setAddress(ip).setEhloName(ehlo).build())
                .toList();
    }

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
