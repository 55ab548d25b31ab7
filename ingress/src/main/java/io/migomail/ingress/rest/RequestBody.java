package io.migomail.ingress.rest;

import io.javalin.http.Context;
import io.migomail.core.Limits;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** Reads request bodies: JSON in UTF-8, not compressed, bounded. What is refused is left to {@link RestOfBody}. */
final class RequestBody {
    private RequestBody() {}

    /** @throws Problem {@code unsupported_media_type}, {@code payload_too_large} or {@code malformed_json} */
    static byte[] read(Context context) {
        checkType(context);
        long announced = context.req().getContentLengthLong();
        if (announced > Limits.REQUEST_BYTES) {
            throw tooLarge();
        }
        byte[] body = upToLimit(context);
        if (body.length > Limits.REQUEST_BYTES) {
            throw tooLarge();
        }
        return body;
    }

    private static byte[] upToLimit(Context context) {
        try (InputStream in = context.req().getInputStream()) {
            return in.readNBytes(Limits.REQUEST_BYTES + 1);
        } catch (IOException e) {
            throw Problem.of(ErrorCode.MALFORMED_JSON, "The request ended before its body did.");
        }
    }

    private static Problem tooLarge() {
        return Problem.of(
                ErrorCode.PAYLOAD_TOO_LARGE, "A request may have " + Limits.REQUEST_BYTES / 1024 / 1024 + " MB.");
    }

    private static void checkType(Context context) {
        String type = context.contentType() == null ? "" : context.contentType().toLowerCase(Locale.ROOT);
        String[] parts = type.split(";", -1);
        boolean json = parts[0].strip().equals("application/json");
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip().replace("\"", "");
            json &= parameter.isEmpty() || !parameter.startsWith("charset=") || parameter.equals("charset=utf-8");
        }
        String encoding = context.header("Content-Encoding");
        if (!json || encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw Problem.of(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    "Send Content-Type: application/json, in UTF-8 and without Content-Encoding.");
        }
    }
}
