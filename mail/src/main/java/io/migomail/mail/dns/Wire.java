package io.migomail.mail.dns;

import io.migomail.core.HostPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.SimpleResolver;

/**
 * Sends one question to the servers in turn until one gives a usable reply: UDP with EDNS, TCP where truncated, a lost
 * packet repeated. Thread-safe; replies arrive on the executor given.
 */
final class Wire implements Transport {
    private static final int TRIES = 3;

    private final List<SimpleResolver> servers = new ArrayList<>();

    Wire(ResolverOptions options) {
        List<InetSocketAddress> addresses = options.servers().isEmpty()
                ? ResolverConfig.getCurrentConfig().servers()
                : options.servers().stream().map(Wire::address).toList();
        Duration perTry = options.timeout().dividedBy(TRIES);
        for (InetSocketAddress address : addresses) {
            SimpleResolver server = new SimpleResolver(address);
            server.setTimeout(perTry);
            servers.add(server);
        }
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("no DNS server is configured, neither by setting nor by the system");
        }
    }

    @Override
    public CompletionStage<Message> send(Name name, int type, Executor executor) {
        Message query = Message.newQuery(Record.newRecord(name, type, DClass.IN));
        query.getHeader().setFlag(Flags.AD);
        CompletableFuture<Message> done = new CompletableFuture<>();
        attempt(query, 0, executor, done);
        return done;
    }

    private void attempt(Message query, int number, Executor executor, CompletableFuture<Message> done) {
        servers.get(number % servers.size()).sendAsync(query, executor).whenComplete((reply, trouble) -> {
            boolean last = number + 1 >= Math.max(TRIES, servers.size());
            if (trouble == null && (usable(reply) || last)) {
                done.complete(reply);
            } else if (trouble == null && servers.size() == 1) {
                // The only server has spoken: asking it again at once would only add load.
                done.complete(reply);
            } else if (last || !(cause(trouble) instanceof IOException) && trouble != null) {
                done.completeExceptionally(cause(trouble));
            } else {
                attempt(query, number + 1, executor, done);
            }
        });
    }

    private static boolean usable(Message reply) {
        return reply.getRcode() == Rcode.NOERROR || reply.getRcode() == Rcode.NXDOMAIN;
    }

    private static Throwable cause(@org.jspecify.annotations.Nullable Throwable trouble) {
        Throwable cause = trouble instanceof CompletionException ? trouble.getCause() : trouble;
        return cause == null ? new IOException("no reply") : cause;
    }

    private static InetSocketAddress address(HostPort server) {
        return new InetSocketAddress(server.host(), server.port());
    }
}
