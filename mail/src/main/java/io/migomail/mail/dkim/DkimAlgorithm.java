package io.migomail.mail.dkim;

/** Signature algorithms that are signed with and verified; rsa-sha1 is not among them (RFC 8301 3.1). */
public enum DkimAlgorithm {
    RSA("rsa", "rsa-sha256"),
    ED25519("ed25519", "ed25519-sha256");

    private final String word;
    private final String tag;

    DkimAlgorithm(String word, String tag) {
        this.word = word;
        this.tag = tag;
    }

    /** {@code rsa} or {@code ed25519}: the k= of a key record and the word in our own records. */
    public String word() {
        return word;
    }

    /** The a= of a signature. */
    public String tag() {
        return tag;
    }

    /** @throws IllegalArgumentException for any other word than {@code rsa} and {@code ed25519} */
    public static DkimAlgorithm of(String word) {
        for (DkimAlgorithm algorithm : values()) {
            if (algorithm.word.equals(word)) {
                return algorithm;
            }
        }
        throw new IllegalArgumentException("not a DKIM key type: '" + word + "'");
    }
}
