package io.migomail.mail.dkim;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message as it was sent, from the message without its signatures and what these said: {@link DkimSigner} writes a field
 * the same way each time, and only t= is not known, which is found by the digest of the whole. Stateless.
 */
public final class SentAgain {
    private SentAgain() {}

    /**
     * The message with its signatures in front; null where no second of the range gives that digest.
     *
     * @param marks the signatures, from top to bottom
     * @param first of the seconds since 1970 that t= may be, {@code last} being the other end
     * @param sha256 of the message with its signatures
     * @throws IllegalArgumentException for a message that cannot have been signed
     */
    public static byte @Nullable [] find(byte[] message, List<DkimMark> marks, long first, long last, byte[] sha256) {
        List<String> names = DkimSigner.names(MessageFields.of(message));
        for (long seconds = first; seconds <= last; seconds++) {
            byte[] fields = fields(marks, names, seconds);
            if (MessageDigest.isEqual(sha256, digest(fields, message))) {
                ByteArrayOutputStream out = new ByteArrayOutputStream(fields.length + message.length);
                out.writeBytes(fields);
                out.writeBytes(message);
                return out.toByteArray();
            }
        }
        return null;
    }

    private static byte[] fields(List<DkimMark> marks, List<String> names, long seconds) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024 * marks.size());
        for (DkimMark mark : marks) {
            out.writeBytes(DkimSigner.ended(DkimSigner.unsigned(mark, names, seconds), mark.signature()));
        }
        return out.toByteArray();
    }

    private static byte[] digest(byte[] fields, byte[] message) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(fields);
            return sha256.digest(message);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
