package io.migomail.mail.smtp.server;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority of one machine, for runs without a certificate from a public one. Immutable. */
public final class LocalCa {
    private static final Duration LIFE = Duration.ofDays(825);
    private static final X500Name NAME = new X500Name("CN=Migomail local CA");

    private final SecureRandom random;
    private final Instant now;
    private final KeyPair keys;
    private final X509Certificate certificate;

    /** A certificate chain, leaf first, and its PKCS#8 key, both PEM. */
    public record Identity(String chainPem, String keyPem) {}

    /**
     * Makes a new authority.
     *
     * @throws IllegalStateException where the platform has no P-256
     */
    public LocalCa(SecureRandom random, Instant now) {
        this.random = random;
        this.now = now;
        this.keys = newKeys();
        this.certificate = sign(NAME, keys, new GeneralNames(new GeneralName[0]), true);
    }

    /** The authority's own certificate, PEM: what clients are told to trust. */
    public String certificatePem() {
        return pem(certificate);
    }

    /** A server identity for host names and IP addresses. */
    public Identity issue(List<String> names) {
        KeyPair server = newKeys();
        GeneralName[] alternatives = names.stream().map(LocalCa::name).toArray(GeneralName[]::new);
        X500Name subject = new X500Name("CN=Migomail server");
        X509Certificate leaf = sign(subject, server, new GeneralNames(alternatives), false);
        return new Identity(pem(leaf) + pem(certificate), pem(server.getPrivate()));
    }

    private static GeneralName name(String text) {
        boolean ip = text.contains(":") || text.matches("[0-9.]+");
        return new GeneralName(ip ? GeneralName.iPAddress : GeneralName.dNSName, text);
    }

    private KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no P-256 on this platform", e);
        }
    }

    private X509Certificate sign(X500Name subject, KeyPair subjectKeys, GeneralNames alternatives, boolean authority) {
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                NAME,
                new BigInteger(127, random).setBit(126),
                Date.from(now.minus(Duration.ofHours(1))),
                Date.from(now.plus(LIFE)),
                subject,
                subjectKeys.getPublic());
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            if (alternatives.getNames().length > 0) {
                builder.addExtension(Extension.subjectAlternativeName, false, alternatives);
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
        } catch (CertIOException | OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign a certificate", e);
        }
    }

    private static String pem(X509Certificate certificate) {
        return write(certificate);
    }

    private static String pem(PrivateKey key) {
        try {
            return write(new JcaPKCS8Generator(key, null).generate());
        } catch (IOException e) {
            throw new IllegalStateException("cannot encode a key", e);
        }
    }

    private static String write(Object object) {
        StringWriter out = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(out)) {
            writer.writeObject(object);
        } catch (IOException e) {
            throw new IllegalStateException("cannot write PEM", e);
        }
        return out.toString();
    }
}
