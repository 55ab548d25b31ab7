package io.migomail.mail.dkim;

/**
 * What one DKIM-Signature field came to (RFC 8601 2.7.1).
 *
 * @param domain d= as given, empty where it could not be read
 * @param selector s= as given, empty where it could not be read
 * @param algorithm a= as given, empty where it could not be read
 * @param reason for humans; empty for a pass
 */
public record DkimVerdict(Result result, String domain, String selector, String algorithm, String reason) {
    /** The four results that a present signature can have. */
    public enum Result {
        PASS,
        FAIL,
        PERMERROR,
        TEMPERROR
    }

    /** Whether the signature holds. */
    public boolean passed() {
        return result == Result.PASS;
    }
}
