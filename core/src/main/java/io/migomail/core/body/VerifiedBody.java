package io.migomail.core.body;

import io.migomail.core.record.BodyReference;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** A body on its way out of a store: its end is reached only where every octet was right. For one thread. */
final class VerifiedBody extends InputStream {
    private final InputStream in;
    private final BodyReference reference;
    private final MessageDigest digest = Sha256.digest();
    private long count;
    private boolean verified;

    VerifiedBody(InputStream in, BodyReference reference) {
        this.in = in;
        this.reference = reference;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (verified) {
            return -1;
        }
        int read;
        try {
            read = in.read(to, offset, length);
        } catch (IOException e) {
            throw new BodyException(BodyException.Kind.AWAY, "reading " + Sha256.hex(reference) + ": " + e, e);
        }
        if (read >= 0) {
            count += read;
            digest.update(to, offset, read);
            return read;
        }
        boolean same =
                MessageDigest.isEqual(digest.digest(), reference.getDigest().toByteArray());
        if (count != reference.getSize() || !same) {
            throw new BodyException(
                    BodyException.Kind.DAMAGED, Sha256.hex(reference) + " holds other octets than its name says", null);
        }
        verified = true;
        return -1;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
