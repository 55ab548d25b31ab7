package io.migomail.mail.tls;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Instant;

/** The keystore of processes that show each other one certificate and trust no other, as Flink's do. */
public final class PeerKeystore {
    /** Keystores must have one; it guards nothing, since it is everybody's: who may read the file has the key. */
    public static final String PASSWORD = "migomail";

    private PeerKeystore() {}

    /** PKCS #12 with a fresh P-256 key and its self-signed certificate, valid for ten years from that instant. */
    public static byte[] make(Instant now) {
        ServerCertificate peer = new Issuer(now).peer();
        char[] password = PASSWORD.toCharArray();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("peer", peer.key(), password, peer.chain());
            store.store(out, password);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("cannot make a keystore", e);
        }
        return out.toByteArray();
    }
}
