package io.migomail.ingress.rest;

import io.migomail.analytics.FoundMessage;
import io.migomail.analytics.MessagePosition;
import io.migomail.analytics.MessageQuery;
import io.migomail.core.Limits;
import io.migomail.core.MessageClass;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.story.MessageStore;
import io.migomail.ingress.story.MessageSummary;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/messages}: the messages of the key's application and environment, newest first. Thread-safe. */
final class Search {
    static final List<String> STATES = List.of(
            "scheduled",
            "queued",
            "dispatched",
            "deferred",
            "delivered",
            "bounced",
            "expired",
            "suppressed",
            "canceled",
            "failed");

    private static final List<String> CLASSES =
            Arrays.stream(MessageClass.values()).map(MessageClass::word).toList();
    private static final int STATES_CHARS = 128;
    private static final int SUBJECT_CHARS = 200;
    private static final int NAME_CHARS = 128;
    /** A message of another node may be dated later than it is here. */
    private static final long AHEAD = Duration.ofDays(1).toMillis();

    private final MessageStore store;
    private final Cursors cursors;

    Search(MessageStore store, Cursors cursors) {
        this.store = store;
        this.cursors = cursors;
    }

    Reply search(Call call) {
        QueryParameters given = QueryParameters.of(call);
        String application = given.line("application", NAME_CHARS);
        MessageQuery query = query(call, given);
        int limit = given.limit();
        String cursor = given.line("cursor", Page.CURSOR_CHARS);
        given.done();
        String list = "messages " + given.filter();
        Cursors.Place place = cursors.open(call.caller(), list, cursor);
        // A key sees its own application; of any other it learns not even that there is one.
        if (application != null && !application.equals(call.caller().applicationId())) {
            return Page.of(List.of(), null);
        }
        FoundMessage.Page page = found(query, place == null ? null : position(place), limit);
        MessagePosition end = page.more() ? page.end() : null;
        return Page.of(
                page.messages().stream().map(MessageSummary::of).toList(),
                end == null ? null : cursors.seal(call.caller(), list, place(end)));
    }

    private static MessageQuery query(Call call, QueryParameters given) {
        MessageQuery.Delivery delivery = new MessageQuery.Delivery(given.address("recipient"), states(given));
        MessageQuery.Content content = new MessageQuery.Content(
                given.address("from"),
                words(given),
                given.line("template", NAME_CHARS),
                given.word("class", CLASSES),
                given.lines("tag", Limits.TAGS, Limits.TAG_CHARS),
                metadata(given));
        Long since = given.instant("since");
        Long until = given.instant("until");
        return new MessageQuery(
                call.caller().applicationId(),
                call.caller().environment().word(),
                delivery,
                content,
                since == null ? 0 : since,
                until == null ? call.now() + AHEAD : until);
    }

    private static Set<String> states(QueryParameters given) {
        Set<String> states = new TreeSet<>();
        for (String line : given.lines("status", STATES.size(), STATES_CHARS)) {
            states.addAll(List.of(line.split(",", -1)));
        }
        if (!STATES.containsAll(states)) {
            given.fault("status", ErrorCode.INVALID_VALUE, "Each value is one of: " + String.join(", ", STATES) + ".");
        }
        return states;
    }

    private static @Nullable String words(QueryParameters given) {
        String words = given.line("subject", SUBJECT_CHARS);
        if (words != null && words.codePoints().noneMatch(Character::isLetterOrDigit)) {
            given.fault("subject", ErrorCode.INVALID_VALUE, "A word with a letter or digit is expected.");
            return null;
        }
        return words;
    }

    private static Map<String, String> metadata(QueryParameters given) {
        Map<String, String> out = new LinkedHashMap<>();
        int longest = Limits.METADATA_KEY_CHARS + 1 + Limits.METADATA_VALUE_CHARS;
        for (String entry : given.lines("metadata", Limits.METADATA, longest)) {
            int equals = entry.indexOf('=');
            if (equals < 1) {
                given.fault("metadata", ErrorCode.INVALID_VALUE, "A key, an equals sign and a value are expected.");
            } else if (out.putIfAbsent(entry.substring(0, equals), entry.substring(equals + 1)) != null) {
                given.fault("metadata", ErrorCode.INVALID_VALUE, "Each key may be given once.");
            }
        }
        return out;
    }

    private FoundMessage.Page found(MessageQuery query, @Nullable MessagePosition after, int limit) {
        try {
            return store.search(query, after, limit);
        } catch (MessageStore.StoreAway e) {
            throw MessageLookup.away("messages", e);
        }
    }

    private static Cursors.Place place(MessagePosition end) {
        return new Cursors.Place(end.receivedAt(), end.messageId() + '\n' + end.deliveryId());
    }

    private static MessagePosition position(Cursors.Place place) {
        int end = place.text().indexOf('\n');
        return new MessagePosition(
                place.number(), place.text().substring(0, end), place.text().substring(end + 1));
    }
}
