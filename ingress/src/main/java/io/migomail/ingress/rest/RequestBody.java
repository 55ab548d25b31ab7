package io.migomail.ingress.rest;

import io.javalin.http.Context;
import io.migomail.core.Limits;
import io.migomail.core.OctetBudget;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/**
 * Reads one request's body: of the type that is taken there, in UTF-8, not compressed, bounded, and within what all bodies may hold, until it is
 * closed. What is refused is left to {@link RestOfBody}. One thread.
 */
final class RequestBody implements AutoCloseable {
    /** The media type of the API. */
    static final String JSON = "application/json";

    private static final int PIECE = 64 * 1024;

    private final Context context;
    private final String type;
    private final OctetBudget budget;
    private int held;

    /** @param type the media type that is taken */
    RequestBody(Context context, String type, OctetBudget budget) {
        this.context = context;
        this.type = type;
        this.budget = budget;
    }

    /** @throws Problem {@code unsupported_media_type}, {@code payload_too_large}, {@code malformed_json} or {@code busy} */
    byte[] read() {
        checkType();
        long announced = context.req().getContentLengthLong();
        if (announced > Limits.REQUEST_BYTES) {
            throw tooLarge();
        }
        try (InputStream in = context.req().getInputStream()) {
            return pieces(in);
        } catch (IOException e) {
            throw Problem.of(ErrorCode.MALFORMED_JSON, "The request ended before its body did.");
        }
    }

    private byte[] pieces(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream(0);
        byte[] piece = in.readNBytes(PIECE);
        while (piece.length > 0) {
            if (body.size() + piece.length > Limits.REQUEST_BYTES) {
                throw tooLarge();
            }
            hold(piece.length);
            if (piece.length < PIECE && body.size() == 0) {
                return piece;
            }
            body.write(piece);
            piece = in.readNBytes(PIECE);
        }
        return body.toByteArray();
    }

    private void hold(int octets) {
        if (!budget.take(octets)) {
            throw Problem.of(ErrorCode.BUSY, "Too much is being sent at once. Send it again.");
        }
        held += octets;
    }

    /** Gives room to others. */
    @Override
    public void close() {
        budget.giveBack(held);
        held = 0;
    }

    private static Problem tooLarge() {
        return Problem.of(
                ErrorCode.PAYLOAD_TOO_LARGE, "A request may have " + Limits.REQUEST_BYTES / 1024 / 1024 + " MB.");
    }

    private void checkType() {
        String given =
                context.contentType() == null ? "" : context.contentType().toLowerCase(Locale.ROOT);
        String[] parts = given.split(";", -1);
        boolean taken = parts[0].strip().equals(type);
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip().replace("\"", "");
            taken &= parameter.isEmpty() || !parameter.startsWith("charset=") || parameter.equals("charset=utf-8");
        }
        String encoding = context.header("Content-Encoding");
        if (!taken || encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw Problem.of(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    "Send Content-Type: " + type + ", in UTF-8 and without Content-Encoding.");
        }
    }
}
