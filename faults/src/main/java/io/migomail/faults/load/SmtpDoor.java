package io.migomail.faults.load;

import io.migomail.bench.load.Answer;
import io.migomail.bench.load.Mails;
import io.migomail.bench.load.SmtpAccess;
import io.migomail.bench.load.SmtpClient;
import io.migomail.bench.system.Access;
import io.migomail.faults.check.Fate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** SMTP submission with STARTTLS and AUTH, over a few kept connections. */
public final class SmtpDoor implements Door {
    private static final int CONNECTIONS = 8;

    private final ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
    private final ConcurrentLinkedDeque<SmtpClient> idle = new ConcurrentLinkedDeque<>();
    private final SmtpAccess access;

    /** @throws IOException where the CA file cannot be used */
    public SmtpDoor(Access access) throws IOException {
        this.access = SmtpAccess.secured(access.smtp(), access.ca(), access.account(), access.key());
    }

    @Override
    public CompletableFuture<Told> send(FaultMail mail) {
        return send(mail.from(), mail.recipient(), content(mail));
    }

    /** Any content without its final dot; lines that begin with a dot are the caller's to stuff. */
    public CompletableFuture<Told> send(String from, String recipient, String content) {
        byte[] octets = (content + "\r\n.\r\n").getBytes(StandardCharsets.ISO_8859_1);
        return CompletableFuture.supplyAsync(() -> transaction(from, recipient, octets), threads);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        idle.forEach(SmtpClient::close);
    }

    private Told transaction(String from, String recipient, byte[] content) {
        SmtpClient client = idle.pollFirst();
        if (client == null) {
            client = new SmtpClient(access, new Mails(new Mails.Plan("none", from, 1, 0, "")));
        }
        try {
            return told(client.send(from, recipient, content));
        } catch (IOException e) {
            return Told.failed(e);
        } finally {
            idle.addFirst(client);
        }
    }

    private static Told told(Answer answer) {
        Fate fate = answer.accepted() ? Fate.OK : answer.code() >= 500 ? Fate.REJECTED : Fate.UNKNOWN;
        return new Told(fate, answer.code(), answer.messageId(), "");
    }

    private static String content(FaultMail mail) {
        String key = mail.key().isEmpty() ? "" : "X-Migo-Idempotency-Key: " + mail.key() + "\r\n";
        return "From: " + mail.from() + "\r\nTo: " + mail.recipient() + "\r\nSubject: Fault run " + mail.id()
                + "\r\nDate: Thu, 1 Jan 2026 00:00:00 +0000\r\n" + FaultMail.HEADER + ": " + mail.id()
                + "\r\nX-Migo-Class: " + mail.messageClass() + "\r\n" + key
                + "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\n"
                + mail.body().replace("\n", "\r\n");
    }
}
