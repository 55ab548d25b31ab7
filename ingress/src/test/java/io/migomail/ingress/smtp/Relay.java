package io.migomail.ingress.smtp;

import io.migomail.control.Bootstrap;
import io.migomail.control.ControlPlane;
import io.migomail.core.Ids;
import io.migomail.core.MailAddress;
import io.migomail.core.MessageIds;
import io.migomail.core.TimeSource;
import io.migomail.core.body.BodyStore;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.core.record.CompiledTemplate;
import io.migomail.core.record.Domain;
import io.migomail.core.record.Template;
import io.migomail.core.record.TemplateVersion;
import io.migomail.ingress.intake.Authenticator;
import io.migomail.ingress.intake.Intake;
import io.migomail.ingress.intake.KeyUses;
import io.migomail.ingress.intake.LoginGuard;
import io.migomail.ingress.intake.MessageLog;
import io.migomail.ingress.metric.IngressMeters;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import io.migomail.mail.smtp.MailFrom;
import io.migomail.mail.smtp.SmtpReply;
import io.migomail.mail.smtp.server.Credentials;
import io.migomail.mail.smtp.server.Envelope;
import io.migomail.mail.smtp.server.SmtpConnection;
import io.migomail.testkit.FakeTime;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLSession;

/**
 * An intake over a control plane in memory and a log that remembers, with one account, domain and template. Its clocks
 * stand still, so that no day ends while a test runs.
 */
final class Relay implements AutoCloseable {
    static final String HOST = "relay.example";

    final TimeSource time = new FakeTime();
    final List<AcceptedMessage> accepted = new CopyOnWriteArrayList<>();
    final List<Duration> delays = new ArrayList<>();
    final ControlPlane control = ControlPlane.inMemory(time);
    final Bootstrap.Ready account;
    private String key;
    final SubmissionParts parts;
    volatile CompletionStage<Long> stored = CompletableFuture.completedFuture(1L);
    volatile boolean withinRate = true;

    Relay() throws InterruptedException {
        this(BodyStore.NONE);
    }

    Relay(BodyStore bodies) throws InterruptedException {
        Random random = new Random(1);
        account = Bootstrap.ensure(control, new Bootstrap.Wanted("acme", "shop", List.of(), List.of()), time, random);
        key = account.liveKey();
        domain("yourapp.com", "transactional", random);
        domain("news.yourapp.com", "marketing", random);
        template(random);
        Intake intake = new Intake(
                new Intake.Parts(control, new Log(), bodies, Relay::subject, new MessageIds(new byte[16]), random),
                time,
                message -> {});
        parts = new SubmissionParts(
                intake,
                new Authenticator(control.view(), time, new KeyUses(control, time)),
                control.view(),
                time,
                caller -> withinRate,
                new IngressMeters(time));
    }

    private void domain(String name, String stream, Random random) throws InterruptedException {
        control.put(
                Domain.newBuilder()
                        .setId(Ids.random(Ids.DOMAIN, random))
                        .setAccountId(account.account().getId())
                        .setName(name)
                        .setStream(stream)
                        .setVerified(true)
                        .build(),
                0);
    }

    private static String subject(CompiledTemplate template, byte[] variables) {
        if (!new String(variables, StandardCharsets.UTF_8).contains("otp_code")) {
            throw Problem.at("/variables/otp_code", ErrorCode.MISSING_VARIABLE, "otp_code is missing.");
        }
        return "Your code";
    }

    private void template(Random random) throws InterruptedException {
        String id = Ids.random(Ids.TEMPLATE, random);
        control.put(
                TemplateVersion.newBuilder()
                        .setTemplateId(id)
                        .setNumber(3)
                        .setMessageClass("critical")
                        .setCompiled(CompiledTemplate.getDefaultInstance().toByteString())
                        .build(),
                0);
        control.put(
                Template.newBuilder()
                        .setId(id)
                        .setAccountId(account.account().getId())
                        .setApplicationId(account.application().getId())
                        .setAlias("otp")
                        .setActiveVersion(3)
                        .setLatestVersion(3)
                        .build(),
                0);
    }

    SubmissionConversation conversation() {
        return new SubmissionConversation(new Connection(), parts, new Submitter(parts), new LoginGuard(time), HOST);
    }

    /** The reply to a login. */
    SmtpReply login(String user, String password) {
        return now(conversation().authenticate(new Credentials("", user, password)));
    }

    /** The reply to a message that a logged-in client submits; lines are joined with CRLF. */
    SmtpReply submit(List<String> recipients, String... lines) {
        SubmissionConversation conversation = conversation();
        now(conversation.authenticate(new Credentials("", "acme", key)));
        SmtpReply mail = now(conversation.mail(from()));
        if (!mail.equals(SmtpReply.STANDARD)) {
            return mail;
        }
        Envelope envelope = new Envelope(
                "c.example",
                true,
                from(),
                recipients.stream().map(MailAddress::parse).toList());
        byte[] content = (String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.UTF_8);
        return now(conversation.data(envelope, content));
    }

    SmtpReply submit(String... lines) {
        return submit(List.of("priya@example.com"), lines);
    }

    /** Header lines in front of a minimal message. */
    SmtpReply submitWith(String... headers) {
        List<String> lines = new ArrayList<>(List.of("From: App <noreply@yourapp.com>", "To: priya@example.com"));
        lines.addAll(Arrays.asList(headers));
        lines.addAll(List.of("Subject: s", "", "text"));
        return submit(lines.toArray(String[]::new));
    }

    AcceptedMessage last() {
        return accepted.get(accepted.size() - 1);
    }

    /** From now on clients log in with the key of the sandbox. */
    void useSandbox() {
        key = account.sandboxKey();
    }

    private static MailFrom from() {
        return new MailFrom(MailAddress.parse("bounce@yourapp.com"), -1, MailFrom.Body.SEVEN_BIT, false);
    }

    private static SmtpReply now(CompletionStage<SmtpReply> reply) {
        return reply.toCompletableFuture().join();
    }

    @Override
    public void close() {
        control.close();
    }

    private final class Log implements MessageLog {
        @Override
        public CompletionStage<Long> append(AcceptedMessage message) {
            return stored.thenApply(at -> {
                accepted.add(message);
                return at;
            });
        }

        @Override
        public boolean healthy() {
            return true;
        }
    }

    /** A client at 192.0.2.1; delayed tasks run at once and their delays are noted. */
    private final class Connection implements SmtpConnection {
        @Override
        public SocketAddress remote() {
            return new InetSocketAddress("192.0.2.1", 4000);
        }

        @Override
        public SocketAddress local() {
            return new InetSocketAddress("192.0.2.2", 587);
        }

        @Override
        public SSLSession tls() {
            return null;
        }

        @Override
        public boolean open() {
            return true;
        }

        @Override
        public void closeAfterReply() {}

        @Override
        public void close() {}

        @Override
        public void reset() {}

        @Override
        public void send(byte[] octets) {}

        @Override
        public void later(Duration delay, Runnable task) {
            delays.add(delay);
            task.run();
        }
    }
}
