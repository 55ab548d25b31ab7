package io.migomail.ingress.domain;

import io.migomail.core.Limits;
import java.util.List;
import java.util.Locale;

/**
 * One DNS record of a sending domain: what it must be, and what was found at the last look.
 *
 * @param found values there, at most {@link Limits#DOMAIN_VALUES}; none before the first look
 * @param hint what to do, in a sentence; may be empty where the record is verified
 */
public record DnsRecord(Wanted wanted, List<String> found, State state, String hint) {
    public DnsRecord {
        found = found.stream()
                .limit(Limits.DOMAIN_VALUES)
                .map(v -> v.length() <= Limits.DOMAIN_VALUE_CHARS ? v : v.substring(0, Limits.DOMAIN_VALUE_CHARS))
                .toList();
    }

    /** What a record is for, and whose name stands in answers. */
    public enum Purpose {
        DKIM_RSA,
        SPF,
        TRACKING_AND_RETURN_PATH,
        DKIM_ED25519,
        DKIM_RSA_NEXT,
        DKIM_ED25519_NEXT,
        DKIM_RSA_RETIRED,
        DKIM_ED25519_RETIRED,
        DMARC;

        /** The word in answers. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What is known of it. */
    public enum State {
        /** Nothing of the kind stands there. */
        MISSING,
        /** Something else stands there, or it twice. */
        MISMATCH,
        /** Not looked at yet, or the DNS did not answer. */
        PENDING,
        /** It is right. */
        VERIFIED;

        /** The word in answers. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What must be published.
     *
     * @param domain the sending domain
     * @param type TXT or CNAME
     * @param value of the record; of the SPF and DMARC ones an example
     */
    public record Wanted(Purpose purpose, String domain, String type, String name, String value, boolean required) {}

    static DnsRecord unanswered(Wanted wanted, String reason) {
        return new DnsRecord(wanted, List.of(), State.PENDING, "The DNS did not answer: " + reason + ".");
    }

    static DnsRecord missing(Wanted wanted, String hint) {
        return new DnsRecord(wanted, List.of(), State.MISSING, hint);
    }

    static DnsRecord mismatch(Wanted wanted, List<String> found, String hint) {
        return new DnsRecord(wanted, found, State.MISMATCH, hint);
    }

    static DnsRecord verified(Wanted wanted, List<String> found, String hint) {
        return new DnsRecord(wanted, found, State.VERIFIED, hint);
    }

    boolean verified() {
        return state == State.VERIFIED;
    }
}
