package io.migomail.standalone;

import io.migomail.analytics.ClickHouseAddress;
import io.migomail.analytics.EventStore;
import io.migomail.control.AccountCells;
import io.migomail.control.ControlPlane;
import io.migomail.control.MasterKey;
import io.migomail.control.TopicAdmin;
import io.migomail.core.FreePorts;
import io.migomail.core.HostPort;
import io.migomail.core.KafkaAddress;
import io.migomail.core.Limits;
import io.migomail.core.Setting;
import io.migomail.core.Settings;
import io.migomail.core.TimeSource;
import io.migomail.core.body.BodyStore;
import io.migomail.ingress.IngressNode;
import io.migomail.ingress.fact.KafkaFactLog;
import io.migomail.ingress.intake.KafkaMessageLog;
import io.migomail.ingress.pace.KafkaPaceLine;
import io.migomail.ingress.rest.Ingress;
import io.migomail.ingress.story.StoredEvents;
import io.migomail.mail.dns.DnsJavaResolver;
import io.migomail.mail.dns.ResolverOptions;
import io.migomail.mail.tls.LocalAuthority;
import io.migomail.mail.tls.PemFiles;
import io.migomail.mail.tls.ServerCertificate;
import io.migomail.standalone.inbox.Inbox;
import io.migomail.standalone.kafka.EmbeddedBroker;
import io.migomail.telemetry.ManagementServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * Everything in one process tree: broker, event store, control plane, built-in MX, ingress and both jobs, with the same
 * classes and topics as a distributed run. {@link #start} returns when mail is taken and flows; {@link #close} stops it
 * in reverse order. What it keeps lies in the data folder and survives kill -9.
 *
 * <p>The way of a message begins at {@link IngressNode}.
 */
public final class Stack implements AutoCloseable {
    private final Closing closing = new Closing();
    private final CompletableFuture<Void> failed = new CompletableFuture<>();
    private final TimeSource time = TimeSource.SYSTEM;
    private volatile boolean stopping;
    private final Progress progress;
    private final DataFolder data;
    private final Ready ready;
    private Settings resolved;
    private URI flink = URI.create("");

    private Stack(Settings settings, Progress progress) throws IOException, InterruptedException {
        this.progress = progress;
        this.resolved = settings;
        try {
            this.data = closing.add(DataFolder.open(settings));
            this.ready = run(settings);
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            closing.close();
            throw e;
        }
    }

    /**
     * Starts all of it.
     *
     * @throws StartException with a sentence for the user where something is missing or in the way
     */
    public static Stack start(Settings settings, Progress progress) throws IOException, InterruptedException {
        return new Stack(settings, progress);
    }

    /** Where it is reached. */
    public Ready ready() {
        return ready;
    }

    /** The settings that hold, with the addresses of the parts that were started; they hold the engine's password. */
    public Settings settings() {
        return resolved;
    }

    /** Flink's own REST API, where the jobs' gauges can be read; on loopback. */
    public URI flink() {
        return flink;
    }

    /** Blocks until a part that cannot be restarted ends by itself, and says which. */
    public void awaitFailure() throws InterruptedException {
        try {
            failed.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new StartException(String.valueOf(cause.getMessage()), cause);
        }
    }

    @Override
    public void close() {
        stopping = true;
        closing.close();
    }

    private void ended(String what) {
        if (!stopping) {
            failed.completeExceptionally(new StartException(what));
        }
    }

    private Ready run(Settings asked) throws IOException, InterruptedException {
        // Said before anything is started.
        Settings given = withPort(withHttp(asked), Setting.MIGO_METRICS);
        given.addresses(Setting.MIGO_SMTP);
        given.addresses(Setting.MIGO_INBOUND);
        BodyStore.of(given);
        MasterKey master = MasterKey.resolve(given, System.getenv(), data.path(), true);
        // The engine needs no broker: both come up at the same time.
        var engine = CompletableFuture.supplyAsync(() -> EventStoreEngine.start(given, data, progress));
        ControlPlane control;
        Settings settings;
        try {
            settings = withBroker(given);
            control = closing.add(ControlPlane.shared(KafkaAddress.of(settings), time));
        } finally {
            engine.thenAccept(closing::add);
        }
        Inbox inbox = closing.add(Inbox.start(data.resolve("inbox"), control, time));
        settings = inbox.route(Inbox.captureDefaults(settings, given.address(Setting.MIGO_HTTP)));
        settings = settings.has(Setting.MIGO_BODIES)
                ? settings
                : settings.with(
                        Setting.MIGO_BODIES, data.resolve("bodies").toUri().toString());
        settings = joined(engine).address(settings);
        joined(engine)
                .exited()
                .thenAccept(status -> ended("the ClickHouse engine ended by itself with status " + status));
        data.writePrivate(
                Settings.SECRETS_FILE,
                "MIGO_CLICKHOUSE_PASSWORD=" + settings.get(Setting.MIGO_CLICKHOUSE_PASSWORD) + "\n");
        FirstAccount first = FirstAccount.ensure(control, settings, data, time);
        Settings complete = settings;
        resolved = complete;
        progress.step("starting Flink and the jobs");
        var jobs = CompletableFuture.supplyAsync(() -> closing.add(Jobs.start(complete, data)));
        IngressNode node = openDoors(complete, control, master, inbox);
        Ready reached =
                first.ready(settings, "http://" + node.http(), node.smtp().toString(), data);
        new Seed(control, first, new io.migomail.standalone.Api(reached.http(), reached.liveKey()), time).run();
        joined(jobs).lost().thenRun(() -> ended("Flink has ended by itself: the log says why"));
        flink = joined(jobs).rest();
        return reached;
    }

    /** With the port of REST, which the links of mails name before anybody listens there. */
    private static Settings withHttp(Settings settings) {
        return withPort(settings, Setting.MIGO_HTTP);
    }

    private static Settings withPort(Settings settings, Setting setting) {
        if (!settings.has(setting) || settings.address(setting).port() > 0) {
            return settings;
        }
        String host = settings.address(setting).host();
        return settings.with(
                setting, new HostPort(host, FreePorts.ofThisProcess().next()).toString());
    }

    private Settings withBroker(Settings settings) throws IOException, InterruptedException {
        Settings out = settings;
        if (!settings.has(Setting.MIGO_KAFKA)) {
            progress.step("starting the Kafka broker");
            EmbeddedBroker broker = closing.add(EmbeddedBroker.start(data.resolve("kafka")));
            out = settings.with(Setting.MIGO_KAFKA, broker.bootstrap());
        }
        TopicAdmin.ensure(out);
        return out;
    }

    private IngressNode openDoors(Settings settings, ControlPlane control, MasterKey master, Inbox inbox)
            throws IOException {
        progress.step("opening REST and SMTP");
        EventStore store = closing.add(EventStore.open(ClickHouseAddress.from(settings)));
        KafkaMessageLog log =
                closing.add(KafkaMessageLog.warm(KafkaAddress.of(settings), AccountCells.of(settings, control)));
        KafkaFactLog facts = closing.add(new KafkaFactLog(KafkaAddress.of(settings)));
        KafkaPaceLine pace = closing.add(new KafkaPaceLine(facts, KafkaAddress.of(settings), time));
        DnsJavaResolver dns = closing.add(new DnsJavaResolver(
                ResolverOptions.ofSetting(settings.get(Setting.MIGO_DNS)).withMaxAge(Limits.DOMAIN_ANSWER_AGE), time));
        Ingress.Parts parts =
                new Ingress.Parts(control, log, new StoredEvents(store), pace, facts, inbox, dns, master, time);
        IngressNode node = closing.add(IngressNode.start(settings, parts, certificate(settings), inbox.routes()));
        if (settings.has(Setting.MIGO_METRICS)) {
            closing.add(ManagementServer.withJobs(
                    settings.address(Setting.MIGO_METRICS), node.registry(), node.readiness()));
        }
        return node;
    }

    private ServerCertificate certificate(Settings settings) throws IOException {
        if (settings.has(Setting.MIGO_SMTP_CERT)) {
            return PemFiles.load(
                    Path.of(settings.get(Setting.MIGO_SMTP_CERT)), Path.of(settings.get(Setting.MIGO_SMTP_KEY)));
        }
        Set<String> names = new TreeSet<>(List.of("localhost", "127.0.0.1"));
        names.add(IngressNode.hostName(settings));
        return new LocalAuthority(data.resolve("tls"), time).serverCertificate(names);
    }

    private static <T> T joined(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
