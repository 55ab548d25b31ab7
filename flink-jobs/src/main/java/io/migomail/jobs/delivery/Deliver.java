package io.migomail.jobs.delivery;

import io.migomail.core.Setting;
import io.migomail.core.Settings;
import io.migomail.jobs.JobConfig;
import io.migomail.mta.engine.DnsAddressLookup;
import io.migomail.mta.engine.EgressNodes;
import io.migomail.mta.engine.EngineConfig;
import io.migomail.mta.engine.EngineTimeouts;
import io.migomail.mta.sink.MtaSink;
import io.migomail.mta.sink.SinkConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;

/** The MTA with this product's settings, names and pools. */
final class Deliver {
    private Deliver() {}

    static MtaSink sink(JobConfig config) {
        Settings settings = config.settings();
        EgressNodes.of(settings); // said here, not by every task that starts
        EngineConfig engine = EngineConfig.of(hostName(settings))
                .withAllowPrivateMx(settings.flag(Setting.MIGO_ALLOW_PRIVATE_MX))
                .withBodies(settings.get(Setting.MIGO_BODIES))
                .withCaptureGroups(Routes.of(settings).captureGroups())
                .withStall(config.stall())
                .withTimeouts(patience(settings));
        return new MtaSink(SinkConfig.kafka(
                engine,
                DnsAddressLookup.source(settings.get(Setting.MIGO_DNS)),
                Pools.directory(config),
                () -> EgressNodes.of(config.settingsHere()),
                config.kafka(),
                config.cell()));
    }

    private static EngineTimeouts patience(Settings settings) {
        return EngineTimeouts.of(Duration.ofSeconds(settings.number(Setting.MIGO_SMTP_OUT_PATIENCE, 1)));
    }

    private static String hostName(Settings settings) {
        if (settings.has(Setting.MIGO_HOSTNAME)) {
            return settings.get(Setting.MIGO_HOSTNAME);
        }
        try {
            return InetAddress.getLocalHost().getCanonicalHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
