package io.migomail.mail.tls;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes P-256 keys and certificates as of one instant. Not thread-safe. */
final class Issuer {
    private static final Duration AUTHORITY_LIFE = Duration.ofDays(3650);
    /** Clients refuse server certificates that live longer than 398 days. */
    private static final Duration SERVER_LIFE = Duration.ofDays(397);

    private static final X500Name AUTHORITY = new X500Name("O=Migomail,CN=Migomail local authority");

    private static final X500Name PEER = new X500Name("CN=Migomail jobs");

    private final SecureRandom random = new SecureRandom();
    private final Instant now;

    Issuer(Instant now) {
        this.now = now;
    }

    /** A self-signed authority that can sign end certificates only. */
    ServerCertificate authority() {
        return guarded(() -> {
            KeyPair pair = pair();
            X509v3CertificateBuilder builder = builder(AUTHORITY, AUTHORITY, pair.getPublic(), AUTHORITY_LIFE);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
            return new ServerCertificate(pair.getPrivate(), List.of(sign(builder, pair.getPrivate())));
        });
    }

    /** A server certificate for these names, with its chain. */
    ServerCertificate server(ServerCertificate authority, Collection<String> names) {
        return guarded(() -> {
            KeyPair pair = pair();
            X500Name issuer = X500Name.getInstance(
                    authority.leaf().getSubjectX500Principal().getEncoded());
            X500Name subject = new X500Name("CN=Migomail SMTP server");
            X509v3CertificateBuilder builder = builder(issuer, subject, pair.getPublic(), SERVER_LIFE);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            builder.addExtension(Extension.subjectAlternativeName, false, SubjectNames.of(names));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(authority.leaf()));
            X509Certificate leaf = sign(builder, authority.key());
            return new ServerCertificate(pair.getPrivate(), List.of(leaf, authority.leaf()));
        });
    }

    /** A self-signed certificate for processes that trust it alone, and show it to each other from both sides. */
    ServerCertificate peer() {
        return guarded(() -> {
            KeyPair pair = pair();
            X509v3CertificateBuilder builder = builder(PEER, PEER, pair.getPublic(), AUTHORITY_LIFE);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
                KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
            }));
            return new ServerCertificate(pair.getPrivate(), List.of(sign(builder, pair.getPrivate())));
        });
    }

    private X509v3CertificateBuilder builder(X500Name issuer, X500Name subject, PublicKey key, Duration life) {
        Instant from = now.minus(Duration.ofHours(1));
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(127, random).add(BigInteger.ONE),
                Date.from(from),
                Date.from(now.plus(life)),
                subject,
                key);
    }

    private KeyPair pair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        return generator.generateKeyPair();
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key)
            throws GeneralSecurityException, OperatorCreationException {
        ContentSigner signer = new JcaContentSignerBuilder("SHA256withECDSA").build(key);
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    }

    private static ServerCertificate guarded(Making making) {
        try {
            return making.make();
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new IllegalStateException("cannot make a certificate", e);
        }
    }

    private interface Making {
        ServerCertificate make() throws GeneralSecurityException, OperatorCreationException, CertIOException;
    }
}
