package io.migomail.analytics;

import io.migomail.core.record.MessageHead;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds messages in table {@code deliveries}, newest first (docs/adr/0032). Candidates are read in the table's order, so
 * that a page costs the same however many there are; then the row that holds for each of their deliveries is looked at,
 * and those whose candidate does not hold any more are left out. Thread-safe.
 */
final class MessageSearch {
    /** Rows read at a time: fifty recipients of each of ten messages. */
    static final int CANDIDATES = 500;

    /** Times that candidates are read for one page: what is found by then is the page. */
    private static final int ROUNDS = 20;

    /** Requests of one idempotency key that became one message were received within a day. */
    private static final long APART_MILLIS = 86_400_000L;

    /** The states that are left again; in the others a delivery stays, so a row that shows one holds. */
    private static final Set<String> PASSING = Set.of("scheduled", "queued", "dispatched", "deferred");

    private static final String ORDER =
            " AND state != 'replayed' ORDER BY received_at DESC, message_id DESC, delivery_id DESC LIMIT " + CANDIDATES;
    private static final List<String> HELD = List.of(
            "received_at",
            "state",
            "recipient",
            "recipient_count",
            "from_address",
            "subject",
            "stream",
            "message_class",
            "template_alias",
            "template_version",
            "tags",
            "metadata",
            "scheduled_at");
    /** Of requests that wait alike the first is meant: as a rule it is the first in the log. */
    private static final String HOLDING = "WITH tuple(rank, -toUnixTimestamp64Milli(received_at)) AS precedence"
            + " SELECT message_id, delivery_id, "
            + HELD.stream().map(c -> "argMax(" + c + ", precedence)").collect(Collectors.joining(", "))
            + " FROM deliveries WHERE application_id = {application:String} AND environment = {environment:String}"
            + " AND received_at >= fromUnixTimestamp64Milli({from:Int64})"
            + " AND received_at <= fromUnixTimestamp64Milli({to:Int64}) AND message_id IN {messages:Array(String)}"
            + " GROUP BY message_id, delivery_id ORDER BY message_id, length(delivery_id), delivery_id";

    private record Candidate(long receivedAt, String messageId, String deliveryId) {}

    /** The row that holds for a delivery. */
    private record Row(String deliveryId, MessageHead head, FoundMessage.Delivery delivery) {}

    private final StoreClient client;

    MessageSearch(StoreClient client) {
        this.client = client;
    }

    FoundMessage.Page find(MessageQuery query, @Nullable MessagePosition after, int limit) {
        Map<String, FoundMessage> found = new LinkedHashMap<>();
        MessagePosition place = after;
        for (int round = 0; round < ROUNDS; round++) {
            List<Candidate> all = candidates(query, place);
            List<Candidate> candidates = first(all, limit + 1 - found.size());
            Map<String, List<Row>> holding = holding(query, candidates);
            for (Candidate candidate : candidates) {
                String id = candidate.messageId();
                List<Row> rows = holding.getOrDefault(id, List.of());
                boolean taken = found.containsKey(id);
                if (!taken && holds(query, candidate, rows)) {
                    if (found.size() == limit) {
                        return page(found, true, place);
                    }
                    found.put(id, message(rows));
                    taken = true;
                }
                place = new MessagePosition(candidate.receivedAt(), id, taken ? "" : candidate.deliveryId());
            }
            if (all.size() < CANDIDATES && candidates.size() == all.size()) {
                return page(found, false, place);
            }
        }
        return page(found, true, place);
    }

    private static FoundMessage.Page page(
            Map<String, FoundMessage> found, boolean more, @Nullable MessagePosition end) {
        return new FoundMessage.Page(List.copyOf(found.values()), more, end);
    }

    /** The candidates of so many messages. */
    private static List<Candidate> first(List<Candidate> candidates, int messages) {
        Set<String> seen = new HashSet<>();
        int end = 0;
        while (end < candidates.size() && (seen.contains(candidates.get(end).messageId()) || seen.size() < messages)) {
            seen.add(candidates.get(end++).messageId());
        }
        return candidates.subList(0, end);
    }

    /** Whether the candidate is the row that holds for its delivery; else that one is another candidate, or none. */
    private static boolean holds(MessageQuery query, Candidate candidate, List<Row> rows) {
        Set<String> wanted = query.delivery().states();
        return rows.stream()
                .anyMatch(row -> row.deliveryId().equals(candidate.deliveryId())
                        && row.head().getReceivedAt() == candidate.receivedAt()
                        && !row.delivery().state().equals("replayed")
                        && (wanted.isEmpty() || wanted.contains(row.delivery().state())));
    }

    private static FoundMessage message(List<Row> rows) {
        return new FoundMessage(
                rows.get(0).head(), rows.stream().map(Row::delivery).toList());
    }

    private List<Candidate> candidates(MessageQuery query, @Nullable MessagePosition after) {
        MessageFilter filter = MessageFilter.of(query);
        if (after != null) {
            filter.after(after);
        }
        boolean left = query.delivery().states().stream().anyMatch(PASSING::contains);
        List<Candidate> out = new ArrayList<>();
        client.select(
                "SELECT received_at, message_id, delivery_id FROM deliveries" + (left ? " FINAL" : "") + " WHERE "
                        + filter.sql() + ORDER
                        // The partition is a function of the key.
                        + (left ? " SETTINGS do_not_merge_across_partitions_select_final = 1" : ""),
                filter.parameters(),
                row -> out.add(new Candidate(row.int64(), row.text(), row.text())));
        return out;
    }

    private Map<String, List<Row>> holding(MessageQuery query, List<Candidate> candidates) {
        Map<String, List<Row>> out = new HashMap<>();
        if (candidates.isEmpty()) {
            return out;
        }
        long newest = candidates.get(0).receivedAt();
        long oldest = candidates.get(candidates.size() - 1).receivedAt();
        client.select(
                HOLDING,
                Map.of(
                        "application", query.applicationId(),
                        "environment", query.environment(),
                        "from", Long.toString(oldest - APART_MILLIS),
                        "to", Long.toString(newest + APART_MILLIS),
                        "messages",
                                StoreClient.array(candidates.stream()
                                        .map(Candidate::messageId)
                                        .collect(Collectors.toSet()))),
                in -> {
                    Row row = row(in, query);
                    out.computeIfAbsent(row.head().getMessageId(), id -> new ArrayList<>())
                            .add(row);
                });
        return out;
    }

    private static Row row(RowBinaryInput in, MessageQuery query) {
        MessageHead.Builder head = MessageHead.newBuilder()
                .setApplicationId(query.applicationId())
                .setEnvironment(query.environment())
                .setMessageId(in.text());
        String deliveryId = in.text();
        head.setReceivedAt(in.int64());
        String state = in.text();
        String recipient = in.text();
        head.setRecipientCount(in.int32())
                .setFrom(in.text())
                .setSubject(in.text())
                .setStream(in.text())
                .setMessageClass(in.text())
                .setTemplateAlias(in.text())
                .setTemplateVersion(in.int32());
        for (int left = in.count(); left > 0; left--) {
            head.addTags(in.text());
        }
        for (int left = in.count(); left > 0; left--) {
            head.putMetadata(in.text(), in.text());
        }
        head.setScheduledAt(in.int64());
        return new Row(deliveryId, head.build(), new FoundMessage.Delivery(recipient, state));
    }
}
