package io.migomail.ingress.rest;

import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a request over HTTP says. */
record HttpSource(Context context, RequestBody read) implements CallSource {
    @Override
    public String path(String name) {
        return context.pathParam(name);
    }

    @Override
    public Map<String, List<String>> queries() {
        return context.queryParamMap();
    }

    @Override
    public @Nullable String header(String name) {
        return context.header(name);
    }

    @Override
    public boolean hasBody() {
        return context.req().getContentLengthLong() > 0 || context.header("Transfer-Encoding") != null;
    }

    @Override
    public byte[] body() {
        return read.read();
    }
}
