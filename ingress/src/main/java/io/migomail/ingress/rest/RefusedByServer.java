package io.migomail.ingress.rest;

import io.migomail.ingress.json.Json;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers what Jetty itself refuses before a route is looked for, such as a path that is not UTF-8 or a header without a
 * colon: as a problem with a request id, as every other. Jetty's own page would be HTML.
 */
final class RefusedByServer implements Request.Handler {
    private static final Logger LOG = LoggerFactory.getLogger(RefusedByServer.class);

    private final SecureRandom random;

    RefusedByServer(SecureRandom random) {
        this.random = random;
    }

    /** A new id of a request. */
    static String requestId(SecureRandom random) {
        byte[] bytes = new byte[12];
        random.nextBytes(bytes);
        return "req_" + HexFormat.of().formatHex(bytes);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String id = requestId(random);
        int status = response.getStatus();
        if (status >= 500) {
            LOG.error("request {} failed in the HTTP server with {}", id, status);
        }
        Problem problem = status < 500
                ? Problem.of(ErrorCode.MALFORMED_REQUEST, "The request is not one of HTTP, or its path is not UTF-8.")
                : Problem.of(ErrorCode.INTERNAL_ERROR, "The request could not be served.");
        response.setStatus(problem.code().status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, ProblemJson.TYPE);
        response.getHeaders().put("X-Request-Id", id);
        // Where the next request would begin is not known.
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        byte[] body =
                Json.write(ProblemJson.of(problem, path(request.getHttpURI().getPath()), id));
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }

    private static String path(@Nullable String path) {
        return path == null ? "" : path;
    }
}
