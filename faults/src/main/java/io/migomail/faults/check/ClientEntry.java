package io.migomail.faults.check;

/**
 * A message as its client knows it.
 *
 * @param id the harness's own name of it, carried in a header
 * @param key idempotency key, empty where it had none
 * @param hash of the body, see {@link BodyHash}; empty where the body may be changed on its way
 * @param messageId the system's name of it, empty where none was given
 * @param code HTTP status or SMTP reply code of the last answer, 0 = none
 */
public record ClientEntry(String id, String recipient, String key, String hash, Fate fate, String messageId, int code) {
    /** A message that is about to be sent. */
    static ClientEntry intended(String id, String recipient, String key, String hash) {
        return new ClientEntry(id, recipient, key, hash, Fate.UNKNOWN, "", 0);
    }

    /** With one more answer: what was taken stays taken, and a refused second try says nothing of an unknown first one. */
    ClientEntry told(boolean first, Fate next, String name, int answer) {
        boolean settles = fate != Fate.OK && (first || next == Fate.OK);
        return new ClientEntry(
                id, recipient, key, hash, settles ? next : fate, messageId.isEmpty() ? name : messageId, answer);
    }
}
