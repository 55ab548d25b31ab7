package io.migomail.mail.dkim;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Locale;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/** A private key and the DNS name under which its public half is found. Immutable and thread-safe; parse once, keep. */
public final class DkimKey {
    /** RFC 8301 3.2. */
    static final int MIN_RSA_BITS = 1024;

    private static final Pattern NAME =
            Pattern.compile("(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]{0,62})(?:\\.[a-z0-9_](?:[a-z0-9_-]{0,62}))*");

    private final String domain;
    private final String selector;
    private final DkimAlgorithm algorithm;
    private final RawSigner signer;

    private DkimKey(String domain, String selector, DkimAlgorithm algorithm, RawSigner signer) {
        this.domain = name("domain", domain);
        this.selector = name("selector", selector);
        this.algorithm = algorithm;
        this.signer = signer;
    }

    /**
     * A key from its stored form.
     *
     * @param privateKey PKCS#8 for {@link DkimAlgorithm#RSA}, the 32-byte seed for {@link DkimAlgorithm#ED25519}
     * @throws IllegalArgumentException where name or key cannot be used; the message never shows the key
     */
    public static DkimKey of(String domain, String selector, DkimAlgorithm algorithm, byte[] privateKey) {
        return algorithm == DkimAlgorithm.RSA
                ? rsa(domain, selector, privateKey)
                : ed25519(domain, selector, privateKey);
    }

    /** An RSA key from PKCS#8 bytes; at least 1024 bits (RFC 8301 3.2). */
    public static DkimKey rsa(String domain, String selector, byte[] pkcs8) {
        PrivateKey key;
        try {
            key = Crypto.rsaKeys().generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("DKIM key of " + selector + "." + domain + " is not PKCS#8 RSA", e);
        }
        if (!(key instanceof RSAPrivateKey rsa) || rsa.getModulus().bitLength() < MIN_RSA_BITS) {
            throw new IllegalArgumentException("DKIM key of " + selector + "." + domain + " is too short");
        }
        return new DkimKey(domain, selector, DkimAlgorithm.RSA, data -> sign(Crypto.rsaSignature(), key, data));
    }

    /** An Ed25519 key from its 32-byte seed (RFC 8032 5.1.5). */
    public static DkimKey ed25519(String domain, String selector, byte[] seed) {
        if (seed.length != Ed25519PrivateKeyParameters.KEY_SIZE) {
            throw new IllegalArgumentException("DKIM key of " + selector + "." + domain + " is not a 32-byte seed");
        }
        PrivateKey fast = Crypto.ed25519Key(seed);
        Ed25519PrivateKeyParameters key = new Ed25519PrivateKeyParameters(seed);
        RawSigner signer =
                fast == null ? hash -> signEd25519(key, hash) : hash -> sign(Crypto.ed25519Signature(), fast, hash);
        // RFC 8463 3: what is signed is the SHA-256 of the headers.
        return new DkimKey(
                domain,
                selector,
                DkimAlgorithm.ED25519,
                data -> signer.sign(Crypto.sha256().digest(data)));
    }

    /** The d= of signatures: lower case, A-labels. */
    public String domain() {
        return domain;
    }

    /** The s= of signatures. */
    public String selector() {
        return selector;
    }

    /** Key type and hash. */
    public DkimAlgorithm algorithm() {
        return algorithm;
    }

    /** Where the TXT record of the public key stands. */
    public String dnsName() {
        return selector + "._domainkey." + domain;
    }

    /** The b= over canonical header bytes, not yet in base64. */
    byte[] sign(byte[] canonicalHeaders) {
        try {
            return signer.sign(canonicalHeaders);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign with DKIM key " + dnsName(), e);
        }
    }

    @Override
    public String toString() {
        return dnsName() + " (" + algorithm.word() + ")";
    }

    private static byte[] sign(Signature signature, PrivateKey key, byte[] data) throws GeneralSecurityException {
        signature.initSign(key);
        signature.update(data);
        return signature.sign();
    }

    private static byte[] signEd25519(Ed25519PrivateKeyParameters key, byte[] data) {
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(true, key);
        signer.update(data, 0, data.length);
        return signer.generateSignature();
    }

    private static String name(String what, String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (!NAME.matcher(lower).matches()) {
            throw new IllegalArgumentException("DKIM " + what + " is not a DNS name in ASCII: '" + text + "'");
        }
        return lower;
    }

    private interface RawSigner {
        byte[] sign(byte[] data) throws GeneralSecurityException;
    }
}
