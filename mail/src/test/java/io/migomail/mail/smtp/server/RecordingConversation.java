package io.migomail.mail.smtp.server;

import io.migomail.core.MailAddress;
import io.migomail.mail.smtp.MailFrom;
import io.migomail.mail.smtp.SmtpReply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Takes every message and remembers what it saw; replies may be held back by the test. */
final class RecordingConversation implements SmtpConversation {
    final List<String> contents = new CopyOnWriteArrayList<>();
    final List<Envelope> envelopes = new CopyOnWriteArrayList<>();
    final List<String> calls = new CopyOnWriteArrayList<>();
    volatile Function<String, CompletionStage<SmtpReply>> script =
            call -> CompletableFuture.completedFuture(SmtpReply.STANDARD);

    private CompletionStage<SmtpReply> call(String name) {
        calls.add(name);
        return script.apply(name);
    }

    @Override
    public CompletionStage<SmtpReply> connected() {
        return call("connected");
    }

    @Override
    public CompletionStage<SmtpReply> hello(String name, boolean extended) {
        return call("hello " + name);
    }

    @Override
    public CompletionStage<SmtpReply> authenticate(Credentials credentials) {
        calls.add("auth " + credentials.user());
        boolean right =
                credentials.user().equals("user") && credentials.password().equals("secret");
        return CompletableFuture.completedFuture(right ? Replies.AUTH_OK : SmtpReply.STANDARD);
    }

    @Override
    public CompletionStage<SmtpReply> mail(MailFrom from) {
        return call("mail " + from.path());
    }

    @Override
    public CompletionStage<SmtpReply> recipient(MailAddress recipient) {
        return call("rcpt " + recipient);
    }

    @Override
    public CompletionStage<SmtpReply> dataStarted(Envelope envelope) {
        return call("dataStarted");
    }

    @Override
    public CompletionStage<SmtpReply> data(Envelope envelope, byte[] content) {
        envelopes.add(envelope);
        contents.add(new String(content, StandardCharsets.ISO_8859_1));
        return call("data");
    }

    @Override
    public void reset() {
        calls.add("reset");
    }

    @Override
    public void closed() {
        calls.add("closed");
    }
}
