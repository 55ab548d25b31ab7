package io.migomail.ingress.rest;

import io.migomail.analytics.SlaRow;
import io.migomail.analytics.Spread;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The report on the promised time as a table: a line for each row, the total as the last. Stateless. */
final class SlaTable {
    /** What stands in the total's line in place of an application and a class. */
    private static final String TOTAL = "total";

    private static final List<String> COLUMNS = columns();

    private SlaTable() {}

    private static List<String> columns() {
        List<String> out = new ArrayList<>(
                List.of("application", "application_name", "class", "target_ms", "messages", "deliveries"));
        Arrays.stream(SlaRow.Outcome.values()).map(SlaRow.Outcome::word).forEach(out::add);
        out.addAll(List.of("pending", "met", "missed", "met_share"));
        for (String kind : List.of("", "total_", "deferral_")) {
            for (String figure : List.of("p50_ms", "p95_ms", "p99_ms", "max_ms")) {
                out.add(kind + figure);
            }
        }
        out.addAll(List.of("deferral_deliveries", "deferral_total_ms"));
        return List.copyOf(out);
    }

    /** @param names of applications by their ids */
    static byte[] of(List<SlaRow> rows, long targetMillis, UnaryOperator<@Nullable String> names) {
        Csv csv = new Csv(COLUMNS);
        for (SlaRow row : rows) {
            List<Object> cells = new ArrayList<>();
            boolean total = row.application().isEmpty();
            cells.add(total ? TOTAL : row.application());
            cells.add(total ? "" : orEmpty(names.apply(row.application())));
            cells.add(total ? "" : row.messageClass());
            cells.addAll(List.of(targetMillis, row.messages(), row.deliveries()));
            cells.addAll(row.outcomes().values());
            SlaRow.Times times = row.times();
            cells.addAll(List.of(row.pending(), times.met(), row.delivered() - times.met()));
            cells.add(orEmpty(Stats.share(times.met(), row.delivered())));
            spread(cells, times.promised());
            spread(cells, times.total());
            spread(cells, times.deferred());
            cells.add(times.deferred() == null ? 0 : times.deferred().count());
            cells.add(times.deferredMillis());
            csv.line(cells);
        }
        return csv.octets();
    }

    private static void spread(List<Object> cells, @Nullable Spread spread) {
        cells.addAll(
                spread == null
                        ? List.of("", "", "", "")
                        : List.of(spread.p50(), spread.p95(), spread.p99(), spread.max()));
    }

    private static Object orEmpty(@Nullable Object value) {
        return value == null ? "" : value;
    }
}
