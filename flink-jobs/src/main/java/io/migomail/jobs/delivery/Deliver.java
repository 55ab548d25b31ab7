package io.migomail.jobs.delivery;

import io.migomail.core.Setting;
import io.migomail.core.Settings;
import io.migomail.core.TimeSource;
import io.migomail.jobs.JobConfig;
import io.migomail.mail.dns.DnsJavaResolver;
import io.migomail.mail.dns.DnsResolver;
import io.migomail.mail.dns.ResolverOptions;
import io.migomail.mta.engine.AddressLookup;
import io.migomail.mta.engine.EngineConfig;
import io.migomail.mta.sink.MtaSink;
import io.migomail.mta.sink.SinkConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** The MTA with this product's settings, names and pools. */
final class Deliver {
    private Deliver() {}

    static MtaSink sink(JobConfig config) {
        Settings settings = config.settings();
        EngineConfig engine = EngineConfig.of(hostName(settings))
                .withAllowPrivateMx(settings.flag(Setting.MIGO_ALLOW_PRIVATE_MX))
                .withCaptureGroups(Routes.of(settings).captureGroups());
        return new MtaSink(SinkConfig.kafka(engine, lookup(config), Pools.directory(config), config.bootstrap()));
    }

    private static AddressLookup.Source lookup(JobConfig config) {
        return () -> {
            DnsResolver dns = new DnsJavaResolver(
                    ResolverOptions.ofSetting(config.settings().get(Setting.MIGO_DNS)), TimeSource.SYSTEM);
            return host -> dns.addresses(host)
                    .thenApply(answer -> new AddressLookup.Answer(answer.records(), answer.reason()));
        };
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
