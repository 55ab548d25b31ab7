package io.migomail.ingress.rest;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.migomail.core.HostPort;
import io.migomail.core.Limits;
import io.migomail.core.OctetBudget;
import io.migomail.core.TimeSource;
import io.migomail.ingress.intake.Authenticator;
import io.migomail.ingress.intake.Caller;
import io.migomail.ingress.intake.SignatureCheck;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.metric.IngressMeters;
import io.migomail.ingress.metric.IngressMetric;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import io.migomail.telemetry.LogFields;
import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HTTP around the table of routes: key, rate limit and scope are checked, then the route's endpoint is asked; whatever
 * goes wrong becomes a problem. Every reply carries {@code X-Request-Id}. From {@link #start} to {@link #close}, which
 * lets requests in flight end first.
 */
final class RestServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RestServer.class);
    private static final String REQUEST_ID = "request-id";
    private static final String ROUTE = "route";
    private static final String CODE = "code";
    private static final String UNMATCHED = "unmatched";
    private static final Duration DRAIN = Duration.ofSeconds(10);

    /** A connection may be idle for so long while others wait to be taken. */
    private static final Duration CROWDED_IDLE = Duration.ofSeconds(2);

    private final Authenticator authenticator;
    private final ClientAddress client;
    private final SandboxHost sandbox;
    private final RateLimiter limiter;
    private final Signatures signatures;
    private final TimeSource time;
    private final SecureRandom random = new SecureRandom();
    private volatile boolean leaving;
    private final InFlight inFlight = new InFlight();
    private final OctetBudget bodies;
    private final Javalin javalin;

    /** What is served, and counted so. */
    record Table(List<Route> routes, List<PageRoute> pages, List<WebRoute> web, IngressMeters meters) {}

    /** Who is let in. */
    record Admission(
            Authenticator authenticator,
            ClientAddress client,
            SandboxHost sandbox,
            RateLimiter limiter,
            SignatureCheck signatures) {}

    RestServer(Table table, Admission admission, Room room, TimeSource time) {
        this.authenticator = admission.authenticator();
        this.client = admission.client();
        this.sandbox = admission.sandbox();
        this.limiter = admission.limiter();
        this.signatures = new Signatures(admission.signatures());
        this.time = time;
        this.bodies = new OctetBudget(room.octets());
        this.javalin = Javalin.create(config -> configure(config, table, room.connections()));
    }

    /** Starts to serve; returns the port. */
    int start(HostPort address) {
        javalin.start(address.host(), address.port());
        return javalin.port();
    }

    /** From now on every reply ends its connection, so that the client's next request finds another node. */
    void leave() {
        leaving = true;
    }

    boolean leaving() {
        return leaving;
    }

    /** Requests that are being served now. */
    int inFlight() {
        return inFlight.count();
    }

    /** Octets of bodies that are held now. */
    long bufferedOctets() {
        return bodies.held();
    }

    @Override
    public void close() {
        leave();
        inFlight.drain(DRAIN);
        javalin.stop();
    }

    private void configure(JavalinConfig config, Table table, int connections) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.http.maxRequestSize = 2L * Limits.REQUEST_BYTES + 1;
        config.http.prefer405over404 = true;
        config.jetty.modifyServer(server -> {
            server.setHandler(new RestOfBody());
            server.setErrorHandler(new RefusedByServer(random));
            server.addBean(limit(connections, server));
        });
        // Jetty's cache of header fields is 98 KB of each connection.
        config.jetty.modifyHttpConfiguration(http -> http.setHeaderCacheSize(0));
        config.requestLogger.http((context, millis) -> count(context, millis, table.meters()));
        config.routes.before(this::begin);
        config.routes.exception(Problem.class, (problem, context) -> write(context, problem));
        config.routes.exception(HttpResponseException.class, (e, context) -> write(context, translate(e, context)));
        // The process's edge: whatever nobody foresaw ends this request only.
        config.routes.exception(Exception.class, (e, context) -> {
            failed(context, e);
            write(context, Problem.of(ErrorCode.INTERNAL_ERROR, "The request could not be served."));
        });
        for (Route route : table.routes()) {
            config.routes.addHttpHandler(
                    HandlerType.findOrCreate(route.method()), route.path(), context -> serve(route, context));
        }
        for (WebRoute route : table.web()) {
            config.routes.addHttpHandler(
                    HandlerType.findOrCreate(route.method()), route.path(), context -> serveWeb(route, context));
        }
        for (PageRoute page : table.pages()) {
            config.routes.get(page.path(), context -> servePage(page, context));
        }
    }

    /** A stream of events goes on when this is over, and is none of the requests for which a drain waits. */
    private void serveWeb(WebRoute route, Context context) throws InterruptedException, IOException {
        context.attribute(ROUTE, route.path());
        enter(context);
        boolean streams = false;
        try (RequestBody body = new RequestBody(context, WebCall.FORM, bodies)) {
            Optional<InetAddress> source = client.find(context.req().getRemoteAddr(), forwarded(context));
            Call.Origin origin = origin(route.method(), route.path(), context, source);
            Reply reply = route.handler().serve(new WebCall(context, body, origin, time.wallMillis()));
            write(context, reply);
            if (reply.stream() != null) {
                reply.stream().begin(context);
                streams = true;
            }
        } finally {
            if (streams) {
                inFlight.exit();
            } else {
                leaveWhenWritten(context);
            }
        }
    }

    /** Paths that nobody has are one: else a scanner would make a series of each. */
    private static void count(Context context, float millis, IngressMeters meters) {
        String route = context.attribute(ROUTE);
        String method = context.req().getMethod();
        int status = context.statusCode();
        meters.served(route == null ? UNMATCHED : route, method, status, (long) (millis * 1e6));
        ErrorCode code = context.attribute(CODE);
        if (code != null) {
            meters.refused(IngressMetric.REST, code);
        }
    }

    private void enter(Context context) {
        if (!inFlight.enter()) {
            context.header("Retry-After", "1");
            throw Problem.of(ErrorCode.SHUTTING_DOWN, "This node is shutting down; another one answers.");
        }
    }

    private static NetworkConnectionLimit limit(int connections, Server server) {
        NetworkConnectionLimit limit = new NetworkConnectionLimit(connections, server);
        limit.setEndPointIdleTimeout(CROWDED_IDLE.toMillis());
        return limit;
    }

    private void begin(Context context) {
        String id = RefusedByServer.requestId(random);
        context.attribute(REQUEST_ID, id);
        context.header("X-Request-Id", id);
        if (leaving) {
            context.header("Connection", "close");
        }
    }

    private void serve(Route route, Context context) throws InterruptedException {
        context.attribute(ROUTE, route.path());
        enter(context);
        boolean handedOver = false;
        RequestBody body = new RequestBody(context, RequestBody.JSON, bodies);
        try (LogFields fields = new LogFields().with(LogFields.REQUEST, context.attribute(REQUEST_ID))) {
            Optional<InetAddress> source = client.find(context.req().getRemoteAddr(), forwarded(context));
            Caller caller = admit(route, context, source.orElse(null));
            Call call = new Call(
                    new HttpSource(context, body), caller, origin(route.method(), route.path(), context, source), time);
            if (caller != null) {
                fields.with(LogFields.ACCOUNT, caller.accountId()).with(LogFields.APPLICATION, caller.applicationId());
                signatures.check(call, context, caller);
                QueryParameters.allow(route.queries(), call.queries().keySet());
            }
            CompletionStage<Reply> reply = route.endpoint().serve(call);
            CompletableFuture<Void> written = reply.handle((done, failure) -> {
                        answer(context, done, failure);
                        return (Void) null;
                    })
                    .toCompletableFuture();
            handedOver = true;
            context.future(() -> written.whenComplete((nothing, failure) -> body.close()));
        } finally {
            if (!handedOver) {
                body.close();
            }
            leaveWhenWritten(context);
        }
    }

    /** What has been answered is still to be written: a drain waits for that. */
    private void leaveWhenWritten(Context context) {
        Request request = ServletContextRequest.getServletContextRequest(context.req());
        Request.addCompletionListener(request, failure -> inFlight.exit());
    }

    private static Call.Origin origin(String method, String path, Context context, Optional<InetAddress> source) {
        return new Call.Origin(
                String.valueOf(context.<String>attribute(REQUEST_ID)),
                source.map(InetAddress::getHostAddress).orElse(""),
                method + " " + path);
    }

    private @Nullable Caller admit(Route route, Context context, @Nullable InetAddress source) {
        if (route.scope() == null) {
            return null;
        }
        Caller caller = authenticator.authenticate(key(context), source);
        sandbox.require(caller, context.req().getServerName());
        RateLimiter.Verdict verdict = limiter.take(caller);
        context.header("RateLimit-Limit", Long.toString(verdict.limit()));
        context.header("RateLimit-Remaining", Long.toString(verdict.remaining()));
        context.header("RateLimit-Reset", Long.toString(verdict.resetSeconds()));
        if (!verdict.allowed()) {
            throw Problem.of(ErrorCode.RATE_LIMITED, "At most " + verdict.limit() + " requests a second.");
        }
        Authenticator.require(caller, route.scope());
        return caller;
    }

    private static @Nullable String forwarded(Context context) {
        Enumeration<String> fields = context.req().getHeaders("X-Forwarded-For");
        return fields.hasMoreElements() ? String.join(",", Collections.list(fields)) : null;
    }

    private static String key(Context context) {
        String header = context.header("Authorization");
        if (header == null || header.isBlank()) {
            throw Problem.of(ErrorCode.MISSING_API_KEY, "Send the header Authorization: Bearer <API key>.");
        }
        if (!header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            throw Problem.of(ErrorCode.INVALID_API_KEY, "The Authorization header must be: Bearer <API key>.");
        }
        return header.substring(7).strip();
    }

    private static void failed(Context context, @Nullable Throwable cause) {
        String id = context.attribute(REQUEST_ID);
        try (LogFields fields = new LogFields().with(LogFields.REQUEST, id)) {
            LOG.error("request {} failed", id, cause);
        }
    }

    private static void answer(Context context, @Nullable Reply reply, @Nullable Throwable failure) {
        Throwable cause = Problem.cause(failure);
        if (cause instanceof Problem problem) {
            write(context, problem);
        } else if (cause != null || reply == null) {
            failed(context, cause);
            write(context, Problem.of(ErrorCode.INTERNAL_ERROR, "The request could not be served."));
        } else {
            write(context, reply);
        }
    }

    private static void write(Context context, Reply reply) {
        context.status(reply.status());
        reply.headers().forEach(context::header);
        if (reply.body() != null) {
            context.contentType("application/json").result(Json.write(reply.body()));
        } else if (reply.document() != null) {
            context.contentType(reply.document().type()).result(reply.document().octets());
        } else if (reply.stream() != null) {
            context.contentType("text/event-stream; charset=utf-8");
        }
    }

    private static void write(Context context, Problem problem) {
        context.attribute(CODE, problem.code());
        if (problem.code().status() == 429 || problem.code().status() == 503) {
            context.header("Retry-After", "1");
        }
        if (problem.code().status() == 413) {
            context.header("Connection", "close");
        }
        if (problem.code().status() == 401) {
            context.header("WWW-Authenticate", "Bearer");
        }
        String id = String.valueOf(context.<String>attribute(REQUEST_ID));
        context.status(problem.code().status())
                .contentType(ProblemJson.TYPE)
                .result(Json.write(ProblemJson.of(problem, context.path(), id)));
    }

    /** What the HTTP server itself refuses. */
    private static Problem translate(HttpResponseException e, Context context) {
        return switch (e.getStatus()) {
            case 404 -> Problem.of(ErrorCode.NOT_FOUND, "There is nothing at this path.");
            case 405 -> {
                String allowed = e.getDetails().getOrDefault("availableMethods", "");
                if (!allowed.isEmpty()) {
                    context.header("Allow", allowed);
                }
                yield Problem.of(ErrorCode.METHOD_NOT_ALLOWED, "This path does not take " + context.method() + ".");
            }
            case 413 -> Problem.of(ErrorCode.PAYLOAD_TOO_LARGE, "The request is too large.");
            default ->
                Problem.of(
                        e.getStatus() < 500 ? ErrorCode.MALFORMED_REQUEST : ErrorCode.INTERNAL_ERROR,
                        "The request could not be served.");
        };
    }

    private static void servePage(PageRoute page, Context context) {
        context.attribute(ROUTE, page.path());
        Map<String, String> query = context.queryParamMap().entrySet().stream()
                .filter(e -> !e.getValue().isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().get(0)));
        PageRoute.PageReply reply = page.handler().serve(context.pathParamMap(), query);
        reply.headers().forEach(context::header);
        context.status(reply.status()).contentType(reply.contentType()).result(reply.body());
    }
}
