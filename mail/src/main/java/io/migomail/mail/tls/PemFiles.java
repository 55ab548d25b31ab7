package io.migomail.mail.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** Certificates and keys in PEM files. Stateless; files are replaced atomically, keys readable by their owner only. */
public final class PemFiles {
    private PemFiles() {}

    /**
     * A server's certificate chain and key: {@code MIGO_SMTP_CERT} and {@code MIGO_SMTP_KEY}.
     *
     * @throws IOException where a file cannot be read, is not PEM, or the key is not the certificate's
     */
    public static ServerCertificate load(Path certificates, Path key) throws IOException {
        ServerCertificate loaded = new ServerCertificate(readKey(key), readCertificates(certificates));
        if (!KeyMatch.holds(loaded.key(), loaded.leaf().getPublicKey())) {
            throw new IOException(key + " is not the key of " + certificates);
        }
        return loaded;
    }

    static List<X509Certificate> readCertificates(Path file) throws IOException {
        List<X509Certificate> chain = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (Certificate c : factory.generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)))) {
                chain.add((X509Certificate) c);
            }
        } catch (GeneralSecurityException e) {
            throw new IOException(file + " holds no certificates in PEM", e);
        }
        if (chain.isEmpty()) {
            throw new IOException(file + " holds no certificate");
        }
        return chain;
    }

    /** PKCS#8, or the older forms of RSA and EC keys. */
    static PrivateKey readKey(Path file) throws IOException {
        try (PEMParser parser = new PEMParser(new StringReader(Files.readString(file)))) {
            for (Object entry = parser.readObject(); entry != null; entry = parser.readObject()) {
                if (entry instanceof PrivateKeyInfo key) {
                    return new JcaPEMKeyConverter().getPrivateKey(key);
                }
                if (entry instanceof PEMKeyPair pair) {
                    return new JcaPEMKeyConverter().getKeyPair(pair).getPrivate();
                }
            }
        }
        throw new IOException(file + " holds no unencrypted private key in PEM");
    }

    static void writeCertificates(Path file, List<X509Certificate> certificates) throws IOException {
        StringBuilder pem = new StringBuilder();
        try {
            for (X509Certificate certificate : certificates) {
                block(pem, "CERTIFICATE", certificate.getEncoded());
            }
        } catch (GeneralSecurityException e) {
            throw new IOException("certificate cannot be encoded", e);
        }
        write(file, pem, "rw-r--r--");
    }

    static void writeKey(Path file, PrivateKey key) throws IOException {
        StringBuilder pem = new StringBuilder();
        block(pem, "PRIVATE KEY", key.getEncoded());
        write(file, pem, "rw-------");
    }

    private static void block(StringBuilder pem, String what, byte[] der) {
        pem.append("-----BEGIN ").append(what).append("-----\n");
        pem.append(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der));
        pem.append("\n-----END ").append(what).append("-----\n");
    }

    private static void write(Path file, StringBuilder pem, String mode) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Path fresh = Files.createTempFile(folder, file.getFileName().toString(), ".new", permissions(mode));
        try {
            Files.writeString(fresh, pem, StandardCharsets.US_ASCII);
            if (isPosix()) {
                // The mode given at creation passes through the umask.
                Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString(mode));
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static FileAttribute<?>[] permissions(String mode) {
        return isPosix()
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }
}
