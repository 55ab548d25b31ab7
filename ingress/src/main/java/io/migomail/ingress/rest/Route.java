package io.migomail.ingress.rest;

import io.migomail.control.Scope;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table of routes.
 *
 * @param path as in the OpenAPI document: {@code /v1/messages/{id}}
 * @param scope what the key must hold; null = no key is needed
 * @param queries the parameters that its query may have; where a key is needed, any other is refused
 */
public record Route(String method, String path, @Nullable Scope scope, Endpoint endpoint, Set<String> queries) {
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

    /** A route without parameters. */
    public Route(String method, String path, @Nullable Scope scope, Endpoint endpoint) {
        this(method, path, scope, endpoint, Set.of());
    }

    /** The same with these parameters too. */
    public Route with(String... names) {
        Set<String> all = new TreeSet<>(queries);
        all.addAll(Arrays.asList(names));
        return new Route(method, path, scope, endpoint, all);
    }

    /** The same as a list that is told in pages. */
    public Route inPages() {
        return with(Page.LIMIT, Page.CURSOR);
    }

    /** A route whose answer is ready when its endpoint returns. */
    public static Route of(String method, String path, @Nullable Scope scope, Blocking endpoint) {
        return new Route(method, path, scope, call -> CompletableFuture.completedFuture(endpoint.serve(call)));
    }
}
