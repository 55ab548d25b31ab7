package io.migomail.mail.smtp.server;

import io.migomail.mail.smtp.SmtpReply;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One AUTH exchange, PLAIN (RFC 4616) or LOGIN. Confined to its connection's event loop; keeps no password. */
final class AuthDialog {
    private static final SmtpReply EMPTY_CHALLENGE = SmtpReply.of(334, "", "");
    private static final SmtpReply USERNAME = SmtpReply.of(334, "", "VXNlcm5hbWU6");
    private static final SmtpReply PASSWORD = SmtpReply.of(334, "", "UGFzc3dvcmQ6");

    /** What a step leads to: a reply that goes on or ends the exchange, or credentials that end it. */
    record Step(@Nullable SmtpReply reply, @Nullable Credentials credentials) {
        boolean goesOn() {
            return reply != null && reply.code() == 334;
        }
    }

    private final boolean plain;
    private @Nullable String user;

    private AuthDialog(boolean plain) {
        this.plain = plain;
    }

    /** The dialogue for a mechanism, or null for an unknown one. */
    static @Nullable AuthDialog of(String mechanism) {
        return switch (mechanism.toUpperCase(Locale.ROOT)) {
            case "PLAIN" -> new AuthDialog(true);
            case "LOGIN" -> new AuthDialog(false);
            default -> null;
        };
    }

    /** @param initial initial response as given, null where none was; {@code =} stands for an empty one */
    Step start(@Nullable String initial) {
        if (initial == null) {
            return new Step(plain ? EMPTY_CHALLENGE : USERNAME, null);
        }
        return answer(initial.equals("=") ? "" : initial);
    }

    /** The client's answer to a challenge. */
    Step answer(String line) {
        if (line.equals("*")) {
            return new Step(Replies.AUTH_CANCELLED, null);
        }
        String text = decode(line);
        if (text == null) {
            return new Step(Replies.AUTH_SYNTAX, null);
        }
        return plain ? plain(text) : login(text);
    }

    private static Step plain(String text) {
        String[] parts = text.split("\0", -1);
        if (parts.length != 3) {
            return new Step(Replies.AUTH_SYNTAX, null);
        }
        return new Step(null, new Credentials(parts[0], parts[1], parts[2]));
    }

    private Step login(String text) {
        if (user == null) {
            user = text;
            return new Step(PASSWORD, null);
        }
        return new Step(null, new Credentials("", user, text));
    }

    private static @Nullable String decode(String line) {
        try {
            byte[] bytes = Base64.getDecoder().decode(line);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return null;
        }
    }
}
