package io.migomail.ingress.rest;

import io.migomail.control.Scope;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table of routes.
 *
 * @param path as in the OpenAPI document: {@code /v1/messages/{id}}
 * @param scope what the key must hold; null = no key is needed
 */
public record Route(String method, String path, @Nullable Scope scope, Endpoint endpoint) {
    /** Serves a call; throws or completes with a {@link io.migomail.ingress.problem.Problem}. */
    @FunctionalInterface
    public interface Endpoint {
        CompletionStage<Reply> serve(Call call) throws InterruptedException;
    }

    /** Serves a call on the request's thread. */
    @FunctionalInterface
    public interface Blocking {
        Reply serve(Call call) throws InterruptedException;
    }

    /** A route whose answer is ready when its endpoint returns. */
    public static Route of(String method, String path, @Nullable Scope scope, Blocking endpoint) {
        return new Route(method, path, scope, call -> CompletableFuture.completedFuture(endpoint.serve(call)));
    }
}
