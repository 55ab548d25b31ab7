package io.migomail.analytics;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which messages are looked for: those of one application and environment for which every condition given holds.
 *
 * @param delivery what must hold of one of its deliveries
 * @param content what must hold of the message
 * @param since received at or after this instant, milliseconds
 * @param until received before this instant, milliseconds
 */
public record MessageQuery(
        String applicationId, String environment, Delivery delivery, Content content, long since, long until) {
    /**
     * Both of the same delivery.
     *
     * @param recipient an address, whatever the case of its letters
     * @param states of which it is in one, in the words of a message's story; none = whatever it is
     */
    public record Delivery(@Nullable String recipient, Set<String> states) {
        public static final Delivery ANY = new Delivery(null, Set.of());
    }

    /**
     * Each holds where it is given.
     *
     * @param from an address, whatever the case of its letters
     * @param subject words that the subject has all of, in any order and case
     * @param messageClass a word of {@code MessageClass}
     * @param tags all of them
     * @param metadata all of these entries
     */
    public record Content(
            @Nullable String from,
            @Nullable String subject,
            @Nullable String template,
            @Nullable String messageClass,
            List<String> tags,
            Map<String, String> metadata) {
        public static final Content ANY = new Content(null, null, null, null, List.of(), Map.of());
    }
}
