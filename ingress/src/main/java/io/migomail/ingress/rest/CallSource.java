package io.migomail.ingress.rest;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where what a call says comes from: a request over HTTP, or this process itself. One thread at a time. */
interface CallSource {
    /** The part of the path that the route calls so. */
    String path(String name);

    /** Every parameter of the query, with each of its values. */
    Map<String, List<String>> queries();

    @Nullable
    String header(String name);

    /** Whether it says that it has a body that is not empty. */
    boolean hasBody();

    /**
     * The body, read to its end; asked once.
     *
     * @throws io.migomail.ingress.problem.Problem where it cannot be had or is none that the API takes
     */
    byte[] body();
}
