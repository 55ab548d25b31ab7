package io.migomail.mail.dns;

import io.migomail.mail.dns.AnswerCache.Question;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.xbill.DNS.Name;

/** Asks until a reply names no further alias: servers may answer with a CNAME alone. At most {@value #HOPS} replies. */
final class AliasChase {
    private static final int HOPS = 8;

    private final Transport transport;
    private final Executor executor;
    private final boolean trustAuthenticated;

    AliasChase(Transport transport, Executor executor, boolean trustAuthenticated) {
        this.transport = transport;
        this.executor = executor;
        this.trustAuthenticated = trustAuthenticated;
    }

    void ask(Question question, CompletableFuture<RawAnswer> done) {
        hop(question.name(), question.type(), 1, done);
    }

    private void hop(Name name, int type, int number, CompletableFuture<RawAnswer> done) {
        try {
            transport.send(name, type, executor).whenComplete((reply, trouble) -> {
                if (trouble != null) {
                    done.complete(RawAnswer.temporary("no DNS reply for " + name + ": " + words(trouble)));
                } else {
                    follow(new Reply(reply, name, type, trustAuthenticated), number, type, done);
                }
            });
        } catch (RejectedExecutionException e) {
            done.complete(RawAnswer.temporary("resolver is closed"));
        }
    }

    private void follow(Reply reply, int number, int type, CompletableFuture<RawAnswer> done) {
        Name next = reply.openAlias();
        if (next == null) {
            done.complete(reply.answer());
        } else if (number < HOPS) {
            hop(next, type, number + 1, done);
        } else {
            done.complete(RawAnswer.temporary("CNAME loop or chain too long at " + next));
        }
    }

    private static String words(Throwable trouble) {
        String message = trouble.getMessage();
        return message == null ? trouble.getClass().getSimpleName() : message;
    }
}
