package io.migomail.e2e;

import io.migomail.analytics.ClickHouseAddress;
import io.migomail.analytics.EventStore;
import io.migomail.control.AccountCells;
import io.migomail.control.ControlPlane;
import io.migomail.control.MasterKey;
import io.migomail.core.KafkaAddress;
import io.migomail.core.Setting;
import io.migomail.core.Settings;
import io.migomail.core.TimeSource;
import io.migomail.ingress.IngressNode;
import io.migomail.ingress.fact.KafkaFactLog;
import io.migomail.ingress.intake.KafkaMessageLog;
import io.migomail.ingress.pace.KafkaPaceLine;
import io.migomail.ingress.rest.Ingress;
import io.migomail.ingress.sandbox.RemoteSandboxMail;
import io.migomail.ingress.story.StoredEvents;
import io.migomail.mail.dns.DnsJavaResolver;
import io.migomail.mail.dns.ResolverOptions;
import io.migomail.mail.tls.LocalAuthority;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One more ingress node on the broker, event store and master key of a stack; it shares no memory with the first. */
public final class SecondNode implements AutoCloseable {
    private final ControlPlane control;
    private final KafkaMessageLog log;
    private final KafkaFactLog facts;
    private final KafkaPaceLine pace;
    private final EventStore store;
    private final DnsJavaResolver dns;
    private final IngressNode node;

    private SecondNode(Settings settings, Map<Setting, String> given, TimeSource time)
            throws IOException, InterruptedException {
        KafkaAddress kafka = KafkaAddress.of(settings);
        control = ControlPlane.shared(kafka, time);
        log = KafkaMessageLog.warm(kafka, AccountCells.of(settings, control));
        facts = new KafkaFactLog(kafka);
        pace = new KafkaPaceLine(facts, kafka, time);
        store = EventStore.open(ClickHouseAddress.from(settings));
        dns = new DnsJavaResolver(
                ResolverOptions.ofSetting(given.getOrDefault(Setting.MIGO_DNS, settings.get(Setting.MIGO_DNS))), time);
        var folder = settings.folder(Setting.MIGO_DATA);
        MasterKey master = MasterKey.resolve(settings, Map.of(), folder, false);
        var certificate = new LocalAuthority(folder.resolve("tls"), time).serverCertificate(Set.of("localhost"));
        Settings own = settings.with(Setting.MIGO_HTTP, "127.0.0.1:0")
                .with(Setting.MIGO_SMTP, "127.0.0.1:0")
                .with(Setting.MIGO_INBOUND, "");
        for (Map.Entry<Setting, String> one : given.entrySet()) {
            own = own.with(one.getKey(), one.getValue());
        }
        Ingress.Parts parts = new Ingress.Parts(
                control, log, new StoredEvents(store), pace, facts, new RemoteSandboxMail(""), dns, master, time);
        node = IngressNode.start(own, parts, certificate, List.of());
    }

    static SecondNode of(StackFixture stack) throws IOException, InterruptedException {
        return with(stack, Map.of());
    }

    /** A node of which these settings are its own. */
    public static SecondNode with(StackFixture stack, Map<Setting, String> given)
            throws IOException, InterruptedException {
        return new SecondNode(stack.settings(), given, TimeSource.SYSTEM);
    }

    /** A node with a control view of its own, as another process has: views are shared by the spelling of the brokers. */
    static SecondNode apart(StackFixture stack) throws IOException, InterruptedException {
        String brokers = stack.settings().get(Setting.MIGO_KAFKA);
        return new SecondNode(
                stack.settings().with(Setting.MIGO_KAFKA, brokers + "," + brokers), Map.of(), TimeSource.SYSTEM);
    }

    /** A node whose wall clock is ahead: there the next day has begun. */
    static SecondNode ahead(StackFixture stack, Duration by) throws IOException, InterruptedException {
        TimeSource ahead = new TimeSource() {
            @Override
            public long wallMillis() {
                return TimeSource.SYSTEM.wallMillis() + by.toMillis();
            }

            @Override
            public long monotonicNanos() {
                return TimeSource.SYSTEM.monotonicNanos();
            }
        };
        return new SecondNode(stack.settings(), Map.of(), ahead);
    }

    /** Where it serves REST. */
    public String http() {
        return "http://" + node.http();
    }

    @Override
    public void close() {
        node.close();
        log.close();
        pace.close();
        facts.close();
        store.close();
        dns.close();
        control.close();
    }
}
