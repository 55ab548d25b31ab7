package io.migomail.cli;

import io.migomail.sdk.model.AuditLog;
import io.migomail.sdk.model.ListAuditLogsQuery;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows or exports the audit log. */
@Command(
        name = "audit",
        description = {
            "Shows who changed what of the account, newest first. The formats csv and ndjson export all of it, page after"
                    + " page, as it is when the first page is asked for.",
            "An export is whole where the exit status is 0: where a page could not be read, what was printed before ends"
                    + " early."
        },
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class AuditCommand implements Callable<Integer> {
    private static final int PAGE = 100;
    private static final int SHOWN = 25;
    private static final List<String> COLUMNS = List.of(
            "at",
            "id",
            "action",
            "resource_type",
            "resource_id",
            "fields",
            "actor_type",
            "actor_id",
            "actor_name",
            "actor_source",
            "count",
            "request",
            "request_id");

    /** How entries are printed. */
    enum Format {
        /** For people. */
        TABLE,
        /** One line of comma-separated values each, below one of names. */
        CSV,
        /** One line of JSON each, as the API answered. */
        NDJSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Surroundings here;

    @Option(
            names = {"--since", "--from"},
            paramLabel = "TIME",
            description = "at or after: an instant, or 30m, 2h, 1d ago; default: as long as entries are kept, 400 days")
    @Nullable
    String since;

    @Option(
            names = {"--until", "--to"},
            paramLabel = "TIME",
            description = "before; default: now")
    @Nullable
    String until;

    @Option(
            names = "--resource",
            paramLabel = "ID|KIND",
            description = "of this resource, or of this kind: api_key, domain, template, user, webhook, …")
    @Nullable
    String resource;

    @Option(names = "--actor", paramLabel = "ID", description = "by this API key or person; operator, system: by those")
    @Nullable
    String actor;

    @Option(names = "--account", paramLabel = "ID", description = "of this account; an operator's key may name any")
    @Nullable
    String account;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}. --json is ndjson")
    Format format = Format.TABLE;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "so many at most; default: " + SHOWN + " as a table, else all")
    @Nullable
    Integer limit;

    @Mixin
    ApiOptions options = new ApiOptions();

    AuditCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        Format shown = options.json ? Format.NDJSON : format;
        int most = limit != null ? limit : shown == Format.TABLE ? SHOWN : Integer.MAX_VALUE;
        if (most < 1) {
            throw new UsageException("--limit is 1 or more");
        }
        if (options.json && format == Format.CSV) {
            throw new UsageException("--json and --format=csv do not go together");
        }
        ListAuditLogsQuery query = new ListAuditLogsQuery().limit(Math.min(most, PAGE));
        Api.given(query, "since", since == null ? null : Times.instant(since, here.clock()));
        Api.given(query, "until", until == null ? null : Times.instant(until, here.clock()));
        Api.given(query, "resource", resource);
        Api.given(query, "actor", actor);
        Api.given(query, "account", account);
        Api api = new Api(options, here);
        var first = api.client.auditLogs().list(query);
        switch (shown) {
            case NDJSON -> api.walk(first, most, (entry, raw) -> api.out.json(raw));
            case CSV -> {
                api.out.line(CsvLines.of(COLUMNS));
                api.walk(first, most, (entry, raw) -> api.out.line(CsvLines.of(cells(entry))));
            }
            case TABLE ->
                api.table(
                        first,
                        most,
                        List.of("AT", "ACTION", "RESOURCE", "FIELDS", "ACTOR", "SOURCE"),
                        AuditCommand::row);
        }
        return Exit.OK;
    }

    private static List<String> cells(AuditLog entry) {
        return List.of(
                entry.at() == null ? "" : Times.exactly(entry.at()),
                entry.id(),
                entry.action(),
                entry.resource().type(),
                entry.resource().id(),
                String.join(" ", entry.fields()),
                entry.actor().type(),
                Out.text(entry.actor().id()),
                Out.text(entry.actor().name()),
                Out.text(entry.actor().source()),
                Out.text(entry.count()),
                entry.request(),
                entry.requestId());
    }

    private static List<String> row(AuditLog entry) {
        AuditLog.Actor actor = entry.actor();
        return List.of(
                Times.at(entry.at()),
                entry.action(),
                entry.resource().type() + " " + entry.resource().id()
                        + (entry.count() == null ? "" : " (" + entry.count() + ")"),
                String.join(" ", entry.fields()),
                Out.join(" ", actor.name() == null ? actor.type() : actor.name(), actor.id()),
                Out.text(actor.source()));
    }
}
