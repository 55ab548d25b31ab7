package io.migomail.cli;

import io.migomail.sdk.model.WebhookReplayCreate;
import io.migomail.sdk.model.WebhookReplayed;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Webhooks. */
@Command(
        name = "webhooks",
        description = "Webhooks: which there are, and their events again.",
        mixinStandardHelpOptions = true)
final class WebhooksCommand {
    private final Surroundings here;

    WebhooksCommand(Surroundings here) {
        this.here = here;
    }

    @Command(name = "list", description = "Lists the webhooks.", mixinStandardHelpOptions = true)
    int list(@Mixin ApiOptions options) {
        Api api = new Api(options, here);
        api.table(
                api.client.webhooks().list(),
                Integer.MAX_VALUE,
                List.of("ID", "ENABLED", "URL", "EVENTS"),
                each -> List.of(
                        Out.text(each.id()),
                        Out.text(each.enabled()),
                        Out.text(each.url()),
                        String.join(" ", each.events() == null ? List.of() : each.events())));
        return Exit.OK;
    }

    @Command(
            name = "replay",
            description =
                    "Sends the events of a span of time to a webhook again, also such as came before it was there.",
            sortOptions = false,
            mixinStandardHelpOptions = true)
    int replay(
            @Parameters(paramLabel = "ID", description = "of the webhook") String id,
            @Option(
                            names = "--from",
                            required = true,
                            paramLabel = "TIME",
                            description = "of events at or after: an instant, or 30m, 2h, 1d ago")
                    String from,
            @Option(names = "--to", paramLabel = "TIME", description = "and at or before; default: now") @Nullable
                    String to,
            @Option(
                            names = "--event",
                            split = ",",
                            paramLabel = "TYPE",
                            description = "of these types only; may be repeated, or several with commas")
                    @Nullable
                    List<String> events,
            @Mixin ApiOptions options) {
        Api api = new Api(options, here);
        WebhookReplayCreate request = new WebhookReplayCreate().from(Times.instant(from, here.clock()));
        if (to != null) {
            request.to(Times.instant(to, here.clock()));
        }
        if (events != null) {
            request.events(events);
        }
        WebhookReplayed replay = api.client.webhooks().replay(id, request);
        api.show(() -> api.out.line(replay.id() + " " + replay.status() + ": about " + replay.estimatedEvents()
                + " events from " + Times.at(replay.from()) + " to " + Times.at(replay.to())));
        return Exit.OK;
    }

    @Command(name = "cancel", description = "Ends the replay under way.", mixinStandardHelpOptions = true)
    int cancel(@Parameters(paramLabel = "ID", description = "of the webhook") String id, @Mixin ApiOptions options) {
        Api api = new Api(options, here);
        api.client.webhooks().cancelReplay(id);
        if (!api.json) {
            api.out.line("no replay is under way");
        }
        return Exit.OK;
    }
}
