package io.migomail.mail.webhook;

import io.migomail.core.Setting;
import io.migomail.core.Settings;
import io.migomail.mail.dns.PrivateAddresses;
import java.net.InetAddress;
import java.util.Arrays;

/**
 * Which addresses a webhook may be sent to: public ones, unless the operator allows more. Judges the address that is
 * connected to, so names that resolve to something else the second time gain nothing.
 *
 * @param allowPrivate everything is allowed
 * @param allowLoopback loopback is allowed: local runs
 */
public record TargetPolicy(boolean allowPrivate, boolean allowLoopback) {
    /** Azure's metadata and DNS proxy, which is not in IANA's registry. */
    private static final byte[] WIRE_SERVER = {(byte) 168, 63, (byte) 129, 16};

    /** What these settings allow; where mail is captured, the run is a local one. */
    public static TargetPolicy of(Settings settings) {
        return new TargetPolicy(
                settings.flag(Setting.MIGO_ALLOW_PRIVATE_WEBHOOKS),
                settings.get(Setting.MIGO_DELIVERY).equals("capture"));
    }

    /** Whether a connection to this address may be made. */
    public boolean allows(InetAddress address) {
        if (allowPrivate || (allowLoopback && address.isLoopbackAddress())) {
            return true;
        }
        return !PrivateAddresses.contains(address) && !Arrays.equals(address.getAddress(), WIRE_SERVER);
    }
}
