package io.migomail.mail.tls;

import io.migomail.core.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A certificate authority of this installation only, for servers that have no certificate of a public one. Keeps
 * {@code ca.pem}, {@code ca-key.pem}, {@code smtp-cert.pem} and {@code smtp-key.pem} in one folder, keys with mode 0600,
 * and makes anew only what is missing, damaged, about to expire, or without a wanted name. Not for several processes at
 * the same time on one folder; not thread-safe.
 */
public final class LocalAuthority {
    private static final Duration MARGIN = Duration.ofDays(30);

    private final Path folder;
    private final TimeSource time;

    /** An authority in that folder, which is made where missing. */
    public LocalAuthority(Path folder, TimeSource time) {
        this.folder = folder;
        this.time = time;
    }

    /** The file that clients of local servers trust. */
    public Path authorityFile() {
        return folder.resolve("ca.pem");
    }

    /**
     * The server certificate for these DNS names and literal addresses, followed by the authority's.
     *
     * @throws IOException where the folder cannot be read or written
     */
    public ServerCertificate serverCertificate(Set<String> names) throws IOException {
        if (names.isEmpty()) {
            throw new IllegalArgumentException("a server certificate needs a name");
        }
        Files.createDirectories(folder);
        ServerCertificate authority = authority();
        Path certificate = folder.resolve("smtp-cert.pem");
        Path key = folder.resolve("smtp-key.pem");
        ServerCertificate kept = kept(certificate, key);
        if (kept != null && isSignedBy(kept.leaf(), authority.leaf()) && SubjectNames.cover(kept.leaf(), names)) {
            return kept;
        }
        ServerCertificate fresh = new Issuer(now()).server(authority, names);
        PemFiles.writeKey(key, fresh.key());
        PemFiles.writeCertificates(certificate, fresh.certificates());
        return fresh;
    }

    private ServerCertificate authority() throws IOException {
        Path key = folder.resolve("ca-key.pem");
        ServerCertificate kept = kept(authorityFile(), key);
        if (kept != null) {
            return kept;
        }
        ServerCertificate fresh = new Issuer(now()).authority();
        PemFiles.writeKey(key, fresh.key());
        PemFiles.writeCertificates(authorityFile(), List.of(fresh.leaf()));
        return fresh;
    }

    /** What the files hold where it is whole and valid for a while; a crash between two writes leaves a mismatch. */
    private @org.jspecify.annotations.Nullable ServerCertificate kept(Path certificate, Path key) {
        if (!Files.exists(certificate) || !Files.exists(key)) {
            return null;
        }
        try {
            ServerCertificate kept = PemFiles.load(certificate, key);
            X509Certificate leaf = kept.leaf();
            boolean lasts = leaf.getNotAfter().toInstant().isAfter(now().plus(MARGIN));
            return lasts && !leaf.getNotBefore().toInstant().isAfter(now()) ? kept : null;
        } catch (IOException e) {
            return null;
        }
    }

    private static boolean isSignedBy(X509Certificate certificate, X509Certificate authority) {
        try {
            certificate.verify(authority.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private Instant now() {
        return Instant.ofEpochMilli(time.wallMillis());
    }
}
