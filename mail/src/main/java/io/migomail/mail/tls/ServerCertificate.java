package io.migomail.mail.tls;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A private key and its certificate chain, the server's own certificate first: what Netty's
 * {@code SslContextBuilder.forServer(key, chain)} takes.
 */
public record ServerCertificate(PrivateKey key, List<X509Certificate> certificates) {
    public ServerCertificate {
        certificates = List.copyOf(certificates);
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("a certificate chain has at least one certificate");
        }
    }

    /** The chain as an array. */
    public X509Certificate[] chain() {
        return certificates.toArray(new X509Certificate[0]);
    }

    /** The server's own certificate. */
    public X509Certificate leaf() {
        return certificates.get(0);
    }

    @Override
    public String toString() {
        return "certificate of " + leaf().getSubjectX500Principal();
    }
}
