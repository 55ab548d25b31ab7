package io.migomail.standalone;

import io.migomail.analytics.ClickHouseAddress;
import io.migomail.analytics.EventStore;
import io.migomail.control.ControlPlane;
import io.migomail.control.MasterKey;
import io.migomail.control.TopicAdmin;
import io.migomail.core.Setting;
import io.migomail.core.Settings;
import io.migomail.core.TimeSource;
import io.migomail.ingress.intake.KafkaMessageLog;
import io.migomail.ingress.rest.Ingress;
import io.migomail.ingress.rest.PageRoute;
import io.migomail.ingress.smtp.Submission;
import io.migomail.mail.dns.DnsJavaResolver;
import io.migomail.mail.dns.DnsResolver;
import io.migomail.mail.dns.ResolverOptions;
import io.migomail.standalone.inbox.Inbox;
import io.migomail.standalone.kafka.EmbeddedBroker;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Everything in one process tree: broker, event store, control plane, built-in MX, ingress and both jobs, with the same
 * classes and topics as a distributed run. {@link #start} returns when mail is taken and flows; {@link #close} stops it
 * in reverse order. What it keeps lies in the data folder and survives kill -9.
 *
 * <p>The way of a message begins at {@code io.migomail.ingress.rest.Ingress}.
 */
public final class Stack implements AutoCloseable {
    private final Closing closing = new Closing();
    private final CompletableFuture<Void> failed = new CompletableFuture<>();
    private final Progress progress;
    private final TimeSource time = TimeSource.SYSTEM;
    private Ready ready = new Ready("", "", "", "", "", "", "", "", "");

    private Stack(Progress progress) {
        this.progress = progress;
    }

    /**
     * Starts all of it.
     *
     * @throws StartException with a sentence for the user where something is missing or in the way
     */
    public static Stack start(Settings settings, Progress progress) throws IOException, InterruptedException {
        Stack stack = new Stack(progress);
        try {
            stack.run(settings);
            return stack;
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            stack.close();
            throw e;
        }
    }

    /** Where it is reached. */
    public Ready ready() {
        return ready;
    }

    /** Blocks until a part that cannot be restarted ends by itself. */
    public void awaitFailure() throws InterruptedException {
        try {
            failed.get();
        } catch (java.util.concurrent.ExecutionException e) {
            throw new StartException(String.valueOf(e.getCause().getMessage()), e.getCause());
        }
    }

    @Override
    public void close() {
        closing.close();
    }

    private void run(Settings given) throws IOException, InterruptedException {
        DataFolder data = closing.add(DataFolder.open(given));
        MasterKey master = MasterKey.resolve(given, System.getenv(), data.path(), true);
        // The engine needs no broker: both come up at the same time.
        CompletableFuture<EventStoreEngine> engine =
                CompletableFuture.supplyAsync(() -> EventStoreEngine.start(given, data, progress));
        Settings settings = withBroker(given, data);
        ControlPlane control = closing.add(ControlPlane.shared(settings.get(Setting.MIGO_KAFKA), time));
        Inbox inbox = closing.add(Inbox.start(data.resolve("inbox"), control, time));
        settings = inbox.route(settings);
        EventStoreEngine events = closing.add(joined(engine));
        events.exited().thenAccept(code ->
                failed.completeExceptionally(new StartException("the ClickHouse engine ended with status " + code)));
        settings = events.address(settings);
        data.writePrivate("secrets.conf", "MIGO_CLICKHOUSE_PASSWORD=" + settings.get(Setting.MIGO_CLICKHOUSE_PASSWORD) + "\n");
        EventStore store = closing.add(EventStore.open(ClickHouseAddress.from(settings)));
        FirstAccount first = FirstAccount.ensure(control, settings, data, time);
        DnsResolver dns = closing.add(new DnsJavaResolver(ResolverOptions.ofSetting(settings.get(Setting.MIGO_DNS)), time));
        CompletableFuture<Jobs> jobs = startJobs(settings, data);
        Ingress ingress = closing.add(ingress(settings, new Ingress.Parts(control, closing.add(new KafkaMessageLog(settings.get(Setting.MIGO_KAFKA))), store::events, dns, master, time), inbox.routes()));
        int http = ingress.start();
        Submission submission = closing.add(Submission.start(settings, data.resolve("tls"), ingress, time));
        ready = first.ready(settings, http, submission, inbox);
        progress.step("seeding " + FirstAccount.DOMAIN);
        new Seed(control, ready, first, time).run();
        closing.add(joined(jobs));
    }

    private Settings withBroker(Settings settings, DataFolder data) throws IOException, InterruptedException {
        Settings out = settings;
        if (!settings.has(Setting.MIGO_KAFKA)) {
            progress.step("starting the Kafka broker");
            EmbeddedBroker broker = closing.add(EmbeddedBroker.start(data.resolve("kafka")));
            out = settings.with(Setting.MIGO_KAFKA, broker.bootstrap());
        }
        TopicAdmin.ensure(out.get(Setting.MIGO_KAFKA), out.number(Setting.MIGO_KAFKA_REPLICATION, 1));
        return out;
    }

    private Ingress ingress(Settings settings, Ingress.Parts parts, List<PageRoute> pages) {
        progress.step("starting the ingress");
        return new Ingress(settings, parts, pages);
    }

    private CompletableFuture<Jobs> startJobs(Settings settings, DataFolder data) {
        progress.step("starting Flink and the jobs");
        return CompletableFuture.supplyAsync(() -> Jobs.start(settings, data));
    }

    private static <T> T joined(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (java.util.concurrent.CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
