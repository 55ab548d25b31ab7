package io.migomail.bench.load;

import io.migomail.core.HostPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * How a submission server is entered.
 *
 * @param tls null = no STARTTLS and no AUTH
 */
public record SmtpAccess(HostPort server, @Nullable SSLContext tls, String user, String password) {
    /** In clear and without a login, as a relay on the loopback takes it. */
    public static SmtpAccess open(HostPort server) {
        return new SmtpAccess(server, null, "", "");
    }

    /**
     * With STARTTLS and AUTH PLAIN.
     *
     * @param ca PEM file of the only authority that is trusted
     * @throws IOException where the file cannot be used
     */
    public static SmtpAccess secured(HostPort server, Path ca, String user, String password) throws IOException {
        try (var in = Files.newInputStream(ca)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return new SmtpAccess(server, context, user, password);
        } catch (GeneralSecurityException e) {
            throw new IOException("the CA file " + ca + " cannot be used", e);
        }
    }
}
