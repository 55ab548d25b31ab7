package io.migomail.mail.dkim;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The canonical forms of RFC 6376 3.4. Stateless; input has CRLF line ends only. */
final class Canonical {
    private Canonical() {}

    /** A header field as it enters the signature, with its CRLF. */
    static void header(ByteArrayOutputStream out, byte[] message, MessageFields.Field field, boolean relaxed) {
        if (relaxed) {
            relaxedHeader(out, field.name(), message, field.value(), field.end());
            out.write('\r');
            out.write('\n');
        } else {
            out.write(message, field.start(), field.end() - field.start());
        }
    }

    /** A field in relaxed form, without the CRLF (RFC 6376 3.4.2). */
    static void relaxedHeader(ByteArrayOutputStream out, String name, byte[] bytes, int from, int to) {
        out.writeBytes(name.getBytes(StandardCharsets.ISO_8859_1));
        out.write(':');
        boolean started = false;
        boolean blank = false;
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (MessageFields.isBlank(b)) {
                blank = started;
            } else if (b != '\r' && b != '\n') {
                if (blank) {
                    out.write(' ');
                    blank = false;
                }
                out.write(b);
                started = true;
            }
        }
    }

    /** SHA-256 of the body in the form named, of at most {@code limit} octets of that form; -1 = all. */
    static BodyHash body(byte[] message, int from, boolean relaxed, long limit) {
        BodyDigest digest = new BodyDigest(Crypto.sha256(), limit);
        int emptyLines = 0;
        boolean blank = false;
        boolean any = false;
        for (int i = from; i < message.length; i++) {
            byte b = message[i];
            if (b == '\r') {
                emptyLines++;
                blank = false;
                i++;
            } else if (relaxed && MessageFields.isBlank(b)) {
                blank = true;
            } else {
                for (; emptyLines > 0; emptyLines--) {
                    digest.crlf();
                }
                if (blank) {
                    digest.add((byte) ' ');
                    blank = false;
                }
                int end = plainEnd(message, i, relaxed);
                digest.add(message, i, end);
                i = end - 1;
                any = true;
            }
        }
        if (any || !relaxed) {
            digest.crlf();
        }
        return digest.finish();
    }

    /** Where a run of octets that stay as they are ends: before CR, and in relaxed form before all but a lone inner space. */
    private static int plainEnd(byte[] message, int from, boolean relaxed) {
        int i = from + 1;
        while (i < message.length && message[i] != '\r') {
            byte b = message[i];
            boolean stays = b != '\t' && (b != ' ' || i + 1 < message.length && message[i + 1] > ' ');
            if (relaxed && !stays) {
                break;
            }
            i++;
        }
        return i;
    }

    /** A body's hash, and how long its canonical form is. */
    record BodyHash(byte[] hash, long length) {}

    /** Feeds a digest in blocks: octet by octet would cost more than the hashing. */
    private static final class BodyDigest {
        private final MessageDigest digest;
        private final byte[] block = new byte[4096];
        private final long limit;
        private int fill;
        private long length;

        BodyDigest(MessageDigest digest, long limit) {
            this.digest = digest;
            this.limit = limit < 0 ? Long.MAX_VALUE : limit;
        }

        void add(byte b) {
            if (length++ < limit) {
                block[fill++] = b;
                flushFull();
            }
        }

        void add(byte[] bytes, int from, int to) {
            int at = from;
            int end = from + (int) Math.max(0, Math.min(to - from, limit - length));
            length += to - from;
            while (at < end) {
                int size = Math.min(end - at, block.length - fill);
                System.arraycopy(bytes, at, block, fill, size);
                at += size;
                fill += size;
                flushFull();
            }
        }

        private void flushFull() {
            if (fill == block.length) {
                digest.update(block);
                fill = 0;
            }
        }

        void crlf() {
            add((byte) '\r');
            add((byte) '\n');
        }

        BodyHash finish() {
            digest.update(block, 0, fill);
            return new BodyHash(digest.digest(), length);
        }
    }
}
