package io.migomail.standalone.inbox;

import io.migomail.core.Limits;
import io.migomail.core.MailAddress;
import io.migomail.core.SandboxProvider;
import io.migomail.core.TimeSource;
import io.migomail.mail.dkim.DkimVerdict;
import io.migomail.mail.dkim.DkimVerifier;
import io.migomail.mail.mime.MimeReader;
import io.migomail.mail.mime.ReadMail;
import io.migomail.mail.smtp.MailFrom;
import io.migomail.mail.smtp.SmtpReply;
import io.migomail.mail.smtp.server.Envelope;
import io.migomail.mail.smtp.server.SmtpConnection;
import io.migomail.mail.smtp.server.SmtpConversation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The built-in MX: takes every mail that its {@link Simulation} and its {@link SimulatedProviders} do not refuse, verifies its signatures and keeps it.
 * One conversation per connection.
 */
public final class CaptureMx implements SmtpConversation {
    private static final Logger LOG = LoggerFactory.getLogger(CaptureMx.class);
    private static final SmtpReply NOT_KEPT = SmtpReply.of(451, "4.3.0", "Could not be written now");

    private final SmtpConnection connection;
    private final InboxStore store;
    private final DkimVerifier verifier;
    private final TimeSource time;
    private final Executor writer;
    private final Simulation simulation;
    private final SimulatedProviders providers;
    private @Nullable MailFrom from;
    /** The provider that is taking a mail, until it has taken it. */
    private @Nullable SandboxProvider taking;

    /** @param writer where files are written and signatures verified: never the event loop */
    CaptureMx(
            SmtpConnection connection,
            InboxStore store,
            DkimVerifier verifier,
            TimeSource time,
            Executor writer,
            Simulation simulation,
            SimulatedProviders providers) {
        this.connection = connection;
        this.store = store;
        this.verifier = verifier;
        this.time = time;
        this.writer = writer;
        this.simulation = simulation;
        this.providers = providers;
    }

    @Override
    public CompletionStage<SmtpReply> mail(MailFrom sender) {
        reset();
        from = sender;
        return CompletableFuture.completedFuture(SmtpReply.STANDARD);
    }

    @Override
    public CompletionStage<SmtpReply> recipient(MailAddress recipient) {
        return CompletableFuture.completedFuture(from == null ? SmtpReply.STANDARD : reply(from, recipient));
    }

    private SmtpReply reply(MailFrom sender, MailAddress recipient) {
        SandboxProvider provider = SandboxProvider.ofDomain(recipient.domain());
        if (provider == null || taking != null) {
            return simulation.recipient(sender);
        }
        SmtpReply reply = providers.recipient(provider, sender.path(), peer());
        if (!reply.equals(SmtpReply.STANDARD)) {
            return reply;
        }
        taking = provider;
        return simulation.recipient(sender);
    }

    @Override
    public CompletionStage<SmtpReply> data(Envelope envelope, byte[] content) {
        SandboxProvider provider = taking;
        taking = null;
        Duration wait = provider == SandboxProvider.SLOW_DATA
                ? SandboxProvider.DATA_TIME
                : Simulation.slow(envelope.from()) ? Limits.SANDBOX_SLOW : Duration.ZERO;
        Executor when = wait.isZero()
                ? writer
                : CompletableFuture.delayedExecutor(wait.toMillis(), TimeUnit.MILLISECONDS, writer);
        return CompletableFuture.supplyAsync(() -> keep(envelope, content), when)
                .whenComplete((reply, failure) -> ended(provider));
    }

    @Override
    public void reset() {
        ended(taking);
        taking = null;
    }

    @Override
    public void closed() {
        reset();
    }

    private void ended(@Nullable SandboxProvider provider) {
        if (provider != null) {
            providers.ended(provider, peer());
        }
    }

    private InetAddress peer() {
        return ((InetSocketAddress) connection.remote()).getAddress();
    }

    private SmtpReply keep(Envelope envelope, byte[] content) {
        List<String> dkim =
                verifier.verify(content).stream().map(CaptureMx::words).toList();
        try {
            Captured captured = store.add(content, number -> describe(number, envelope, content, dkim));
            return SmtpReply.of(250, "2.0.0", "captured as " + captured.number());
        } catch (IOException e) {
            LOG.error("a mail could not be captured", e);
            return NOT_KEPT;
        }
    }

    private Captured describe(long number, Envelope envelope, byte[] content, List<String> dkim) {
        ReadMail mail = MimeReader.read(content);
        var tls = connection.tls();
        return new Captured(
                number,
                time.wallMillis(),
                envelope.from().path(),
                envelope.recipients().stream().map(Object::toString).toList(),
                mail.header("From").orElse(""),
                mail.subject(),
                mail.header("Message-ID").orElse(""),
                dkim,
                peer().getHostAddress(),
                tls == null ? "" : tls.getProtocol(),
                content.length);
    }

    private static String words(DkimVerdict verdict) {
        String result = verdict.result().name().toLowerCase(Locale.ROOT);
        String text = result + " " + verdict.domain() + "/" + verdict.selector() + " " + verdict.algorithm();
        return verdict.reason().isEmpty() ? text : text + ": " + verdict.reason();
    }
}
