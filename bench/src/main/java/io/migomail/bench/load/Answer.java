package io.migomail.bench.load;

/**
 * What the system said to a send.
 *
 * @param code HTTP status or SMTP reply code
 * @param messageId id under which its story is told, empty where none was given
 */
public record Answer(int code, String messageId) {
    /** Whether the system took responsibility for the message. */
    public boolean accepted() {
        return code >= 200 && code < 300;
    }
}
