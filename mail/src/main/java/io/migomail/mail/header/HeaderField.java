package io.migomail.mail.header;

/**
 * One field.
 *
 * @param name as written
 * @param value unfolded (RFC 5322 2.2.3), white space around it dropped, not decoded
 * @param start offset of its first octet in the message
 * @param end offset after its last CRLF
 */
public record HeaderField(String name, String value, int start, int end) {
    /** Whether the field has this name, in any case. */
    public boolean is(String other) {
        return name.equalsIgnoreCase(other);
    }

    /** The value with encoded words decoded. */
    public String text() {
        return HeaderText.decode(value);
    }
}
