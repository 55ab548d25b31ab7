package io.migomail.ingress;

import io.migomail.analytics.ClickHouseAddress;
import io.migomail.analytics.EventStore;
import io.migomail.control.AccountCells;
import io.migomail.control.ControlPlane;
import io.migomail.control.MasterKey;
import io.migomail.core.KafkaAddress;
import io.migomail.core.Limits;
import io.migomail.core.Setting;
import io.migomail.core.Settings;
import io.migomail.core.TimeSource;
import io.migomail.ingress.fact.KafkaFactLog;
import io.migomail.ingress.intake.KafkaMessageLog;
import io.migomail.ingress.pace.KafkaPaceLine;
import io.migomail.ingress.rest.Ingress;
import io.migomail.ingress.sandbox.RemoteSandboxMail;
import io.migomail.ingress.story.StoredEvents;
import io.migomail.mail.dns.DnsJavaResolver;
import io.migomail.mail.dns.ResolverOptions;
import io.migomail.mail.tls.PemFiles;
import io.migomail.telemetry.ManagementServer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** An ingress node as a program of its own. Needs Kafka, ClickHouse, a certificate and the master key by settings. */
public final class IngressMain {
    private IngressMain() {}

    /** Serves until SIGTERM, then drains. */
    public static void main(String[] args) throws Exception {
        Settings settings = Settings.from(System.getenv());
        required(settings, Setting.MIGO_KAFKA);
        required(settings, Setting.MIGO_CLICKHOUSE_URL);
        var certificate = PemFiles.load(
                Path.of(required(settings, Setting.MIGO_SMTP_CERT)),
                Path.of(required(settings, Setting.MIGO_SMTP_KEY)));
        KafkaAddress kafka = KafkaAddress.of(settings);
        TimeSource time = TimeSource.SYSTEM;
        MasterKey master = MasterKey.resolve(settings, System.getenv(), settings.folder(Setting.MIGO_DATA), false);
        ControlPlane control = ControlPlane.shared(kafka, time);
        KafkaMessageLog log = KafkaMessageLog.warm(kafka, AccountCells.of(settings, control));
        KafkaFactLog facts = new KafkaFactLog(kafka);
        KafkaPaceLine pace = new KafkaPaceLine(facts, kafka, time);
        EventStore store = EventStore.open(ClickHouseAddress.from(settings));
        DnsJavaResolver dns = new DnsJavaResolver(
                ResolverOptions.ofSetting(settings.get(Setting.MIGO_DNS)).withMaxAge(Limits.DOMAIN_ANSWER_AGE), time);
        IngressNode node = IngressNode.start(
                settings,
                new Ingress.Parts(
                        control,
                        log,
                        new StoredEvents(store),
                        pace,
                        facts,
                        new RemoteSandboxMail(settings.get(Setting.MIGO_INBOX_URL)),
                        dns,
                        master,
                        time),
                certificate,
                List.of());
        ManagementServer management = ManagementServer.ofSettings(settings, node.registry(), node.readiness());
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            node.close();
                            log.close();
                            pace.close();
                            facts.close();
                            store.close();
                            dns.close();
                            control.close();
                            management.close();
                            stopped.countDown();
                        },
                        "ingress-stop"));
        stopped.await();
    }

    private static String required(Settings settings, Setting setting) {
        if (!settings.has(setting)) {
            throw new IllegalArgumentException(setting + " is required: " + setting.meaning());
        }
        return settings.get(setting);
    }
}
