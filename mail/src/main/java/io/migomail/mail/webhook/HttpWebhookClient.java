package io.migomail.mail.webhook;

import io.migomail.core.Limits;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.async.methods.SimpleRequestProducer;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Webhooks over httpclient's I/O threads. A name is resolved first, on a bounded pool of threads of its own, its
 * addresses are judged, and the connection is made to the address that was judged. The body of a reply is not read
 * further than it takes to reuse the connection. Thread-safe.
 */
public final class HttpWebhookClient implements WebhookClient {
    /** The error of a target at an address that may not be called. */
    public static final String REFUSED = "target_refused";

    private static final int CONNECTIONS = 4_096;
    private static final int RESOLVERS = 32;
    private static final int RESOLVER_QUEUE = 10_000;

    /** Name resolution; may block, as the JDK's does. */
    @FunctionalInterface
    public interface Names {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    private final TargetPolicy policy;
    private final Names names;
    private final Duration patience;
    private final ExecutorService resolvers;
    private final CloseableHttpAsyncClient http;

    /** @param perTarget connections to one host and port at a time */
    public HttpWebhookClient(TargetPolicy policy, Names names, int perTarget) {
        this(policy, names, perTarget, Limits.WEBHOOK_TIMEOUT);
    }

    /** @param patience for a whole exchange */
    public HttpWebhookClient(TargetPolicy policy, Names names, int perTarget, Duration patience) {
        this.policy = policy;
        this.names = names;
        this.patience = patience;
        this.resolvers = resolvers();
        this.http = client(perTarget, patience);
        http.start();
    }

    @Override
    public CompletionStage<Reply> post(URI target, Map<String, String> headers, byte[] body) {
        return post(target, headers, body, 0);
    }

    /** The same, which waits for so many octets of the reply's body, or its end, and gives them. */
    public CompletionStage<Reply> post(URI target, Map<String, String> headers, byte[] body, int shown) {
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        String host = target.getHost();
        boolean web = "https".equals(target.getScheme()) || "http".equals(target.getScheme());
        if (host == null || !web) {
            return CompletableFuture.completedFuture(Reply.error(REFUSED));
        }
        try {
            resolvers.execute(() -> resolveAndSend(target, host, request(target, headers, body), reply, shown));
        } catch (RejectedExecutionException e) {
            reply.complete(Reply.error("dns_busy"));
        }
        // The whole exchange, not only its silences: a reply that trickles for ever ends here.
        return reply.completeOnTimeout(Reply.error("timeout"), patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void resolveAndSend(
            URI target, String host, SimpleHttpRequest request, CompletableFuture<Reply> reply, int shown) {
        InetAddress[] all;
        try {
            all = names.resolve(host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
        } catch (UnknownHostException e) {
            reply.complete(Reply.error("dns_failed"));
            return;
        }
        InetAddress[] allowed = Arrays.stream(all).filter(policy::allows).toArray(InetAddress[]::new);
        if (allowed.length == 0) {
            reply.complete(Reply.error(REFUSED));
        } else if (!reply.isDone()) {
            send(
                    new HttpHost(target.getScheme(), allowed[0], host, port(target)),
                    request,
                    new StatusConsumer(reply, shown),
                    reply);
        }
    }

    private void send(
            HttpHost host, SimpleHttpRequest request, StatusConsumer consumer, CompletableFuture<Reply> reply) {
        Future<?> exchange = http.execute(
                host, SimpleRequestProducer.create(request), consumer, null, null, new FutureCallback<Reply>() {
                    @Override
                    public void completed(Reply result) {
                        reply.complete(result);
                    }

                    @Override
                    public void failed(Exception e) {
                        reply.complete(Reply.error(word(e)));
                    }

                    @Override
                    public void cancelled() {
                        reply.complete(Reply.error("canceled"));
                    }
                });
        // A body that trickles for ever must not keep the connection after its status was taken.
        CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> exchange.cancel(true));
    }

    private static String word(Exception e) {
        if (e instanceof java.net.SocketTimeoutException || e instanceof java.util.concurrent.TimeoutException) {
            return "timeout";
        }
        if (e instanceof javax.net.ssl.SSLException) {
            return "tls_failed";
        }
        return e instanceof java.net.ConnectException ? "connect_failed" : "connection_failed";
    }

    private static SimpleHttpRequest request(URI target, Map<String, String> headers, byte[] body) {
        SimpleRequestBuilder builder = SimpleRequestBuilder.post(target).setBody(body, ContentType.APPLICATION_JSON);
        headers.forEach(builder::setHeader);
        return builder.build();
    }

    private static int port(URI target) {
        return target.getPort() > 0 ? target.getPort() : "https".equals(target.getScheme()) ? 443 : 80;
    }

    private static CloseableHttpAsyncClient client(int perTarget, Duration patience) {
        Timeout limit = Timeout.of(patience);
        return HttpAsyncClients.custom()
                .setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(CONNECTIONS)
                        .setMaxConnPerRoute(perTarget)
                        .setDefaultTlsConfig(TlsConfig.custom()
                                .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1)
                                .build())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(limit)
                                .setTimeToLive(TimeValue.ofMinutes(5))
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(limit)
                        .setResponseTimeout(limit)
                        .build())
                .setUserAgent("Migomail-Webhooks/1")
                .evictIdleConnections(TimeValue.ofSeconds(30))
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    private static ExecutorService resolvers() {
        AtomicInteger count = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                RESOLVERS, RESOLVERS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(RESOLVER_QUEUE), task -> {
                    Thread thread = new Thread(task, "webhook-dns-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    @Override
    public void close() {
        resolvers.shutdownNow();
        http.close(CloseMode.IMMEDIATE);
    }
}
