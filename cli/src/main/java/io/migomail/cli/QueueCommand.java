package io.migomail.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.sdk.model.ListQueuesQuery;
import io.migomail.sdk.model.Queue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What waits. */
@Command(
        name = "queue",
        description =
                "Shows what waits, by destination and pool, those first in which most does: how much of each class, how"
                        + " long the oldest has been due, and which limit binds. A live key of the operator's sees everybody's.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class QueueCommand implements Callable<Integer> {
    private static final int PAGE = 100;

    private final Surroundings here;

    @Option(names = "--destination", paramLabel = "SITE", description = "this provider or group of mail hosts only")
    @Nullable
    String destination;

    @Option(names = "--pool", paramLabel = "ID", description = "this pool only")
    @Nullable
    String pool;

    @Option(names = "--account", paramLabel = "ID", description = "this account only")
    @Nullable
    String account;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "so many at most; default: ${DEFAULT-VALUE}")
    int limit;

    @Mixin
    ApiOptions options = new ApiOptions();

    /** A queue as it was read and as it came. */
    private record Row(Queue queue, JsonNode raw) {
        long waiting() {
            Queue.Waiting all = queue.waiting();
            return all == null ? 0 : number(all.critical()) + number(all.high()) + number(all.normal());
        }
    }

    QueueCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        Api api = new Api(options, here);
        List<Row> rows = read(api);
        List<Row> shown = rows.subList(0, Math.max(0, Math.min(limit, rows.size())));
        if (api.json) {
            shown.forEach(row -> api.out.json(row.raw));
            return Exit.OK;
        }
        api.out.table(
                List.of(
                        "DESTINATION",
                        "POOL",
                        "STREAM",
                        "CRITICAL",
                        "HIGH",
                        "NORMAL",
                        "IN FLIGHT",
                        "OLDEST DUE",
                        "LIMIT",
                        "FOR",
                        "RESTS"),
                shown.stream().map(row -> cells(row.queue)).toList());
        long waiting = rows.stream().mapToLong(Row::waiting).sum();
        api.out.line(waiting + " waiting in " + rows.size() + " queues"
                + (shown.size() < rows.size() ? ", " + shown.size() + " shown" : ""));
        return Exit.OK;
    }

    private List<Row> read(Api api) {
        ListQueuesQuery query = new ListQueuesQuery().limit(PAGE);
        Api.given(query, "destination", destination);
        Api.given(query, "pool", pool);
        Api.given(query, "account", account);
        List<Row> rows = new ArrayList<>();
        api.walk(api.client.queues().list(query), Integer.MAX_VALUE, (queue, raw) -> rows.add(new Row(queue, raw)));
        rows.sort(Comparator.comparingLong(Row::waiting).reversed());
        return rows;
    }

    private List<String> cells(Queue each) {
        Queue.Waiting waiting = each.waiting();
        List<Queue.Hold> holds = each.holds() == null ? List.of() : each.holds();
        return List.of(
                Out.text(each.destination()),
                Out.text(each.pool()),
                Out.join(" ", each.environment(), each.stream()),
                Out.text(waiting == null ? null : waiting.critical()),
                Out.text(waiting == null ? null : waiting.high()),
                Out.text(waiting == null ? null : waiting.normal()),
                Out.text(each.inFlight()),
                age(each.oldestDueAt()),
                Out.text(each.bindingLimit()),
                each.bindingLimit() == null ? "" : age(each.since()),
                holds.stream()
                        .map(hold -> Out.join(" ", hold.address() == null ? "all" : hold.address(), hold.reason()))
                        .collect(Collectors.joining(", ")));
    }

    private String age(@Nullable Instant since) {
        return since == null
                ? ""
                : Times.text(Duration.between(since, here.clock().instant()));
    }

    private static long number(@Nullable Long value) {
        return value == null ? 0 : value;
    }
}
