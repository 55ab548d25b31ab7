package io.migomail.analytics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A query as conditions of SQL over table {@code deliveries}, every value of it a parameter. Not thread-safe. */
final class MessageFilter {
    private final StringBuilder sql = new StringBuilder();
    private final Map<String, String> parameters = new HashMap<>();

    private MessageFilter() {}

    static MessageFilter of(MessageQuery query) {
        MessageFilter filter = new MessageFilter();
        filter.sql.append("application_id = {application:String} AND environment = {environment:String}");
        filter.parameters.put("application", query.applicationId());
        filter.parameters.put("environment", query.environment());
        filter.instant("received_at >= ", "since", query.since());
        filter.instant("received_at < ", "until", query.until());
        filter.text(
                "lowerUTF8(recipient) = lowerUTF8({recipient:String})",
                "recipient",
                query.delivery().recipient());
        Set<String> states = query.delivery().states();
        filter.text("state IN {states:Array(String)}", "states", states.isEmpty() ? null : StoreClient.array(states));
        filter.content(query.content());
        return filter;
    }

    String sql() {
        return sql.toString();
    }

    Map<String, String> parameters() {
        return parameters;
    }

    /** Only what follows this place, newest first. The first condition is the second's shadow on the primary key. */
    void after(MessagePosition place) {
        instant("received_at <= ", "at", place.receivedAt());
        sql.append(" AND (received_at, message_id, delivery_id)"
                + " < (fromUnixTimestamp64Milli({at:Int64}), {message:String}, {delivery:String})");
        parameters.put("message", place.messageId());
        parameters.put("delivery", place.deliveryId());
    }

    private void content(MessageQuery.Content content) {
        text("lowerUTF8(from_address) = lowerUTF8({sender:String})", "sender", content.from());
        text("hasAllTokens(lowerUTF8(subject), lowerUTF8({subject:String}))", "subject", content.subject());
        text("template_alias = {template:String}", "template", content.template());
        text("message_class = {class:String}", "class", content.messageClass());
        List<String> tags = content.tags();
        for (int i = 0; i < tags.size(); i++) {
            text("has(tags, {tag" + i + ":String})", "tag" + i, tags.get(i));
        }
        int entry = 0;
        for (Map.Entry<String, String> one : content.metadata().entrySet()) {
            String key = "key" + entry;
            String value = "value" + entry++;
            parameters.put(value, one.getValue());
            text(
                    "mapContains(metadata, {" + key + ":String}) AND metadata[{" + key + ":String}] = {" + value
                            + ":String}",
                    key,
                    one.getKey());
        }
    }

    private void text(String condition, String name, @Nullable String value) {
        if (value != null) {
            sql.append(" AND ").append(condition);
            parameters.put(name, value);
        }
    }

    private void instant(String condition, String name, long millis) {
        sql.append(" AND ").append(condition).append("fromUnixTimestamp64Milli({" + name + ":Int64})");
        parameters.put(name, Long.toString(millis));
    }
}
