package io.migomail.ingress.rest;

import io.migomail.analytics.EventStore;
import io.migomail.analytics.FeedPage;
import io.migomail.analytics.FeedQuery;
import io.migomail.analytics.events.EventJson;
import io.migomail.core.EventType;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.story.MessageStore;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * {@code GET /v1/events}: the events of the key's application and environment in the order in which they were stored,
 * each as webhooks tell it. Thread-safe.
 */
final class Feed {
    private static final List<String> TYPES =
            Arrays.stream(EventType.values()).map(EventType::word).toList();

    private final MessageStore store;
    private final Cursors cursors;

    Feed(MessageStore store, Cursors cursors) {
        this.store = store;
        this.cursors = cursors;
    }

    /** Always with a cursor: where nothing follows yet, it is for the next time. */
    Reply read(Call call) {
        QueryParameters given = QueryParameters.of(call);
        List<String> types = List.copyOf(new TreeSet<>(given.words("type", TYPES.size(), TYPES)));
        Long since = given.instant("since");
        int limit = given.limit();
        String cursor = given.line("cursor", Page.CURSOR_CHARS);
        given.done();
        String list = "events " + types;
        Cursors.Place place = cursors.open(call.caller(), list, cursor);
        long begin = since == null ? 0 : EventStore.feedFrom(since);
        long after = place == null ? begin : place.number();
        FeedPage page = page(
                new FeedQuery(
                        call.caller().applicationId(),
                        call.caller().environment().word(),
                        types),
                after,
                limit);
        var out = Json.object();
        out.putArray("data").addAll(page.events().stream().map(EventJson::of).toList());
        out.put("has_more", page.more());
        out.put("next_cursor", cursors.seal(call.caller(), list, new Cursors.Place(page.end(), "")));
        return Reply.ok(out);
    }

    private FeedPage page(FeedQuery query, long after, int limit) {
        try {
            return store.feed(query, after, limit);
        } catch (MessageStore.StoreAway e) {
            throw MessageLookup.away("the feed", e);
        }
    }
}
