package io.migomail.ingress.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.core.TimeSource;
import io.migomail.ingress.intake.Authenticator;
import io.migomail.ingress.intake.Caller;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The API for callers within this process: the same routes with the same scopes, checks, answers and audit entries as
 * over HTTP, for whoever was let in some other way than by a key. Thread-safe; a call takes its thread until it is answered.
 */
public final class ApiDoor {
    /** Longer than whatever an endpoint waits for itself. */
    private static final long PATIENCE_SECONDS = 60;

    private final Map<String, Route> routes;
    private final TimeSource time;

    /**
     * What is asked for.
     *
     * @param route as in the table of routes: {@code /v1/messages/{id}}
     * @param path its parts in braces
     * @param body null = none
     */
    public record Request(
            String method,
            String route,
            Map<String, String> path,
            Map<String, List<String>> queries,
            @Nullable JsonNode body) {}

    ApiDoor(List<Route> routes, TimeSource time) {
        this.routes = routes.stream().collect(Collectors.toMap(r -> r.method() + " " + r.path(), Function.identity()));
        this.time = time;
    }

    /**
     * @throws Problem as the endpoint says
     * @throws IllegalArgumentException where there is no such route
     */
    public Reply call(Caller caller, Call.Origin origin, Request request) throws InterruptedException {
        Route route = routes.get(request.method() + " " + request.route());
        if (route == null) {
            throw new IllegalArgumentException("no route " + request.method() + " " + request.route());
        }
        if (route.scope() != null) {
            Authenticator.require(caller, route.scope());
        }
        QueryParameters.allow(route.queries(), request.queries().keySet());
        Call call = new Call(new Inside(request), caller, origin, time);
        try {
            return route.endpoint().serve(call).toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (Problem.cause(e) instanceof Problem problem) {
                throw problem;
            }
            throw new IllegalStateException(request.method() + " " + request.route() + " failed", e.getCause());
        } catch (TimeoutException e) {
            throw Problem.of(ErrorCode.BUSY, "No answer came in time.");
        }
    }

    private record Inside(Request request) implements CallSource {
        @Override
        public String path(String name) {
            String value = request.path().get(name);
            if (value == null) {
                throw new IllegalArgumentException("the path has no " + name);
            }
            return value;
        }

        @Override
        public Map<String, List<String>> queries() {
            return request.queries();
        }

        @Override
        public @Nullable String header(String name) {
            return null;
        }

        @Override
        public boolean hasBody() {
            return request.body() != null;
        }

        @Override
        public byte[] body() {
            return request.body() == null ? new byte[0] : Json.write(request.body());
        }
    }
}
