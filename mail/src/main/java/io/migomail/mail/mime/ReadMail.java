package io.migomail.mail.mime;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message as read.
 *
 * @param headers of the message itself, in order, unfolded and decoded
 * @param text the first plain text part; null = none
 * @param html the first HTML part; null = none
 * @param files everything else, inline files included
 */
public record ReadMail(
        List<MailHeader> headers,
        @Nullable String text,
        @Nullable String html,
        List<ReadFile> files) {
    public ReadMail {
        headers = List.copyOf(headers);
        files = List.copyOf(files);
    }

    /**
     * A file in a message; nothing about it is to be trusted.
     *
     * @param contentType type and subtype in lower case, without parameters
     * @param contentId without brackets; empty = none
     */
    public record ReadFile(String filename, String contentType, String contentId, byte[] content) {}

    /** The first field of that name, in any case. */
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(h -> h.name().equalsIgnoreCase(name))
                .map(MailHeader::value)
                .findFirst();
    }

    /** The subject; empty where there is none. */
    public String subject() {
        return header("Subject").orElse("");
    }
}
