package io.migomail.analytics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Takes a person out of every table, and tells what that changes (docs/adr/0037). Statements that the server remembers
 * name the person by a hash under a key of that one call. All of it may be done again, and goes on where it was left.
 * Thread-safe; fails as {@link EventStore} does.
 */
public final class ErasureTable {
    private static final String EVENTS_OF = " FROM events FINAL WHERE account_id = {account:String}"
            + " AND received_at < fromUnixTimestamp64Milli({before:Int64})"
            + " AND lowerUTF8(recipient) = lowerUTF8({address:String})";
    private static final String DELIVERIES_OF = " FROM deliveries FINAL"
            + " WHERE application_id IN {applications:Array(String)}"
            + " AND received_at < fromUnixTimestamp64Milli({before:Int64})"
            + " AND lowerUTF8(recipient) = lowerUTF8({address:String})";
    private static final String APPLICATIONS = "SELECT DISTINCT application_id" + EVENTS_OF;
    private static final String EVENTS = "SELECT count()" + EVENTS_OF;
    private static final String DELIVERIES = "SELECT count()" + DELIVERIES_OF;
    private static final String WAITING =
            "SELECT application_id, environment, message_id, delivery_id, recipient_count, scheduled_at" + DELIVERIES_OF
                    + " AND state IN ('scheduled', 'queued', 'dispatched', 'deferred') ORDER BY received_at LIMIT {limit:UInt32}";
    private static final String LISTED = "SELECT application_id, environment, reason, removed FROM suppressions FINAL"
            + " WHERE account_id = {account:String} AND at < fromUnixTimestamp64Milli({before:Int64})"
            + " AND lowerUTF8(address) = lowerUTF8({address:String}) ORDER BY application_id, environment";
    private static final String CONTENTS = "SELECT count() FROM contents FINAL WHERE account_id = {account:String}"
            + " AND received_at < fromUnixTimestamp64Milli({before:Int64})"
            + " AND arrayExists(each -> lowerUTF8(each) = lowerUTF8({address:String}), recipients)";
    private static final String HASH =
            "SELECT hex(sipHash128Keyed(({k0:UInt64}, {k1:UInt64}), lowerUTF8({address:String})))";
    private static final String SAME = "sipHash128Keyed((toUInt64(%s), toUInt64(%s)), lowerUTF8(%s)) = unhex('%s')";
    private static final String CHANGE =
            "ALTER TABLE {{database}}.%s{{local}} {{on_cluster}} %s WHERE %s SETTINGS mutations_sync = 2;";

    private final StoreClient client;
    private final SchemaTemplate template;
    private final RandomGenerator random;

    /** @param random for the keys under which statements name a person */
    ErasureTable(StoreClient client, ClickHouseAddress address, RandomGenerator random) {
        this.client = client;
        this.template = new SchemaTemplate(address.database(), address.cluster());
        this.random = random;
    }

    /**
     * A person as one account knows them.
     *
     * @param applications of the account, as far as they are known; events tell of those that are gone
     * @param before instant in milliseconds: what messages received, and suppressions made, before then have left
     */
    public record Person(String accountId, Collection<String> applications, String address, long before) {}

    /** An entry of a suppression list; one that was removed holds the address, too. */
    public record Listed(String applicationId, String environment, String reason, boolean removed) {}

    /**
     * A delivery that has not ended.
     *
     * @param scheduledAt when its sender wants it to be sent, milliseconds; 0 = at once
     */
    public record Waiting(
            String applicationId,
            String environment,
            String messageId,
            String deliveryId,
            int recipientCount,
            long scheduledAt) {}

    /** What is on its way to the person, oldest first and as far as events have arrived, and which lists name them. */
    public record Traces(List<Waiting> waiting, List<Listed> listed) {}

    /** Rows that were changed, each counted once, however often it was stored. */
    public record Rows(long events, long deliveries, long contents) {}

    /** @param limit of deliveries that are told */
    public Traces traces(Person person, int limit) {
        Map<String, String> values = values(person, applications(person));
        values.put("limit", Integer.toString(limit));
        List<Waiting> waiting = new ArrayList<>();
        client.select(
                WAITING,
                values,
                row -> waiting.add(
                        new Waiting(row.text(), row.text(), row.text(), row.text(), row.int32(), row.int64())));
        return new Traces(waiting, listed(person));
    }

    private List<Listed> listed(Person person) {
        List<Listed> listed = new ArrayList<>();
        client.select(
                LISTED,
                values(person, Set.of()),
                row -> listed.add(new Listed(row.text(), row.text(), row.text(), row.octet() != 0)));
        return listed;
    }

    /**
     * Takes the person out of events and deliveries, and off the suppression lists; returns when nothing can be read of
     * them any more.
     *
     * @param lists whether the lists are changed
     */
    public Rows erase(Person person, boolean lists) {
        Set<String> applications = applications(person);
        Map<String, String> values = values(person, applications);
        Rows rows = new Rows(count(EVENTS, values), count(DELIVERIES, values), count(CONTENTS, values));
        String account = "account_id = " + SchemaTemplate.literal(person.accountId());
        String received = " AND received_at < fromUnixTimestamp64Milli(" + person.before() + ") AND ";
        if (rows.deliveries() > 0) {
            // Before the events, which tell of applications that are gone.
            String of = applications.stream().map(SchemaTemplate::literal).collect(Collectors.joining(", "));
            String condition = "application_id IN (" + of + ")" + received + same(person, "recipient");
            change("deliveries", "UPDATE " + EventRedaction.ofDeliveries(), condition);
        }
        if (rows.events() > 0) {
            change("events", "UPDATE " + EventRedaction.ofEvents(), account + received + same(person, "recipient"));
        }
        if (rows.contents() > 0) {
            String any = "arrayExists(each -> " + same(person, "each") + ", recipients)";
            change("contents", "DELETE", account + received + any);
        }
        if (lists && !listed(person).isEmpty()) {
            String made = " AND at < fromUnixTimestamp64Milli(" + person.before() + ") AND ";
            change("suppressions", "DELETE", account + made + same(person, "address"));
        }
        return rows;
    }

    /** The statements that change the rows of a table, for one server or a cluster. */
    List<String> statements(String table, String command, String condition) {
        return template.expand(CHANGE.formatted(table, command, condition));
    }

    private void change(String table, String command, String condition) {
        statements(table, command, condition).forEach(client::execute);
    }

    /** The server keeps for a while what changed its rows, so the address is not in it. */
    String same(Person person, String column) {
        String k0 = Long.toUnsignedString(random.nextLong());
        String k1 = Long.toUnsignedString(random.nextLong());
        StringBuilder hash = new StringBuilder();
        client.select(HASH, Map.of("k0", k0, "k1", k1, "address", person.address()), row -> hash.append(row.text()));
        return SAME.formatted(k0, k1, column, hash);
    }

    private long count(String sql, Map<String, String> values) {
        long[] count = new long[1];
        client.select(sql, values, row -> count[0] = row.int64());
        return count[0];
    }

    private Set<String> applications(Person person) {
        Set<String> out = new TreeSet<>(person.applications());
        client.select(APPLICATIONS, values(person, Set.of()), row -> out.add(row.text()));
        return out;
    }

    private static Map<String, String> values(Person person, Collection<String> applications) {
        return new HashMap<>(Map.of(
                "account", person.accountId(),
                "applications", StoreClient.array(applications),
                "address", person.address(),
                "before", Long.toString(person.before())));
    }
}
