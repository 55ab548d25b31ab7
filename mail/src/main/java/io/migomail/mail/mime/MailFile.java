package io.migomail.mail.mime;

/**
 * A file that goes with a mail.
 *
 * @param contentType media type; empty = application/octet-stream
 * @param contentId name by which the HTML part shows it ({@code cid:}), without brackets; empty = a plain attachment
 */
public record MailFile(String filename, String contentType, String contentId, byte[] content) {
    /** @throws IllegalArgumentException where a field cannot stand in a header */
    public MailFile {
        filename = FieldText.clean("file name", filename);
        contentType = FieldText.clean("content type", contentType);
        contentId = FieldText.clean("content id", contentId);
        if (contentId.startsWith("<") && contentId.endsWith(">")) {
            contentId = contentId.substring(1, contentId.length() - 1);
        }
        if (!contentId.matches("[\\x21-\\x7e&&[^<>()\\[\\],;:\\\\\"]]{0,200}")) {
            throw new IllegalArgumentException("content id is not printable ASCII without specials");
        }
    }

    /** Whether it belongs to the HTML part. */
    public boolean inline() {
        return !contentId.isEmpty();
    }
}
