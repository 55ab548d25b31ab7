package io.migomail.analytics;

import io.migomail.core.SuppressionScope;
import io.migomail.core.record.Suppression;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The suppression lists as they can be read: the latest word on each address, however often and in whatever order it is
 * written. Thread-safe; close it when done. Fails as {@link EventWriter} does.
 */
public final class SuppressionTable implements AutoCloseable {
    private static final List<String> COLUMNS =
            List.of("application_id", "environment", "address", "account_id", "reason", "at", "removed", "origin");
    private static final String SELECT = "SELECT " + String.join(", ", COLUMNS) + " FROM suppressions FINAL"
            + " WHERE application_id = {application:String} AND environment = {environment:String} AND removed = 0";
    private static final String AFTER = " AND (at, address) < (fromUnixTimestamp64Milli({at:Int64}), {after:String})";
    private static final String ORDER = " ORDER BY at DESC, address DESC LIMIT {limit:UInt32}";

    private final StoreClient client;

    SuppressionTable(StoreClient client) {
        this.client = client;
    }

    /** The table of a migrated database; connects at the first use. */
    public static SuppressionTable open(ClickHouseAddress address) {
        return new SuppressionTable(StoreClient.of(address));
    }

    /**
     * What of a list is wanted.
     *
     * @param reason empty = any
     * @param address empty = any
     * @param after the last one seen; null = from the newest on
     */
    public record Query(
            String applicationId,
            String environment,
            String reason,
            String address,
            @Nullable Position after,
            int limit) {}

    /** A place in a list. */
    public record Position(long at, String address) {}

    /** Stores additions and removals; returns when the server has them. */
    public void write(Collection<Suppression> changes) {
        RowBinaryOutput rows = new RowBinaryOutput(changes.size() * 256);
        for (Suppression change : changes) {
            rows.text(change.getApplicationId());
            rows.text(change.getEnvironment());
            rows.text(change.getAddress());
            rows.text(change.getAccountId());
            rows.text(change.getReason());
            rows.int64(change.getAt());
            rows.octet(change.getRemoved() ? 1 : 0);
            rows.text(change.getOrigin());
        }
        client.insert("suppressions", COLUMNS, rows, null);
    }

    /** Those that hold, newest first. */
    public List<Suppression> list(Query query) {
        Map<String, String> values = new HashMap<>();
        values.put("application", query.applicationId());
        values.put("environment", query.environment());
        values.put("limit", Integer.toString(query.limit()));
        StringBuilder sql = new StringBuilder(SELECT);
        if (!query.reason().isEmpty()) {
            sql.append(" AND reason = {reason:String}");
            values.put("reason", query.reason());
        }
        if (!query.address().isEmpty()) {
            sql.append(" AND address = {address:String}");
            values.put("address", SuppressionScope.address(query.address()));
        }
        if (query.after() != null) {
            sql.append(AFTER);
            values.put("at", Long.toString(query.after().at()));
            values.put("after", query.after().address());
        }
        List<Suppression> out = new ArrayList<>();
        client.select(sql.append(ORDER).toString(), values, row -> out.add(decode(row)));
        return out;
    }

    private static Suppression decode(RowBinaryInput row) {
        return Suppression.newBuilder()
                .setApplicationId(row.text())
                .setEnvironment(row.text())
                .setAddress(row.text())
                .setAccountId(row.text())
                .setReason(row.text())
                .setAt(row.int64())
                .setRemoved(row.octet() != 0)
                .setOrigin(row.text())
                .build();
    }

    @Override
    public void close() {
        client.close();
    }
}
