package io.migomail.cli;

import io.migomail.sdk.model.MessageSummary;
import io.migomail.sdk.model.SearchMessagesQuery;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Searches messages. */
@Command(
        name = "messages",
        description =
                "Searches the messages of the key's application and environment, newest first. Every condition must"
                        + " hold.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class MessagesCommand implements Callable<Integer> {
    private static final int PAGE = 100;

    private final Surroundings here;

    @Option(names = "--recipient", paramLabel = "ADDRESS", description = "address of a recipient")
    @Nullable
    String recipient;

    @Option(names = "--from", paramLabel = "ADDRESS", description = "address of the sender")
    @Nullable
    String from;

    @Option(names = "--subject", paramLabel = "WORDS", description = "words that the subject has all of")
    @Nullable
    String subject;

    @Option(names = "--status", paramLabel = "STATUS", description = "where a delivery stands; several with commas")
    @Nullable
    String status;

    @Option(names = "--template", paramLabel = "ALIAS", description = "its template")
    @Nullable
    String template;

    @Option(names = "--tag", paramLabel = "TAG", description = "a tag; may be repeated")
    List<String> tags = List.of();

    @Option(names = "--metadata", paramLabel = "NAME=VALUE", description = "metadata; may be repeated")
    List<String> metadata = List.of();

    @Option(names = "--class", paramLabel = "CLASS", description = "critical, high or normal")
    @Nullable
    String messageClass;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "received at or after: an instant, or 30m, 2h, 1d ago")
    @Nullable
    String since;

    @Option(names = "--until", paramLabel = "TIME", description = "received before")
    @Nullable
    String until;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "25",
            description = "so many at most; default: ${DEFAULT-VALUE}")
    int limit;

    @Mixin
    ApiOptions options = new ApiOptions();

    MessagesCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        if (limit < 1) {
            throw new UsageException("--limit is 1 or more");
        }
        SearchMessagesQuery query = new SearchMessagesQuery().limit(Math.min(limit, PAGE));
        Api.given(query, "recipient", recipient);
        Api.given(query, "from", from);
        Api.given(query, "subject", subject);
        Api.given(query, "status", status);
        Api.given(query, "template", template);
        Api.given(query, "tag", tags.isEmpty() ? null : tags);
        Api.given(query, "metadata", metadata.isEmpty() ? null : metadata);
        Api.given(query, "class", messageClass);
        Api.given(query, "since", since == null ? null : Times.instant(since, here.clock()));
        Api.given(query, "until", until == null ? null : Times.instant(until, here.clock()));
        Api api = new Api(options, here);
        api.table(
                api.client.messages().search(query),
                limit,
                List.of("CREATED", "ID", "STATUS", "CLASS", "TO", "SUBJECT"),
                MessagesCommand::row);
        return Exit.OK;
    }

    private static List<String> row(MessageSummary each) {
        return List.of(
                Times.at(each.createdAt()),
                each.messageId(),
                each.status(),
                Out.text(each.messageClass()),
                each.recipients().stream().map(to -> Out.text(to.email())).collect(Collectors.joining(", ")),
                Out.text(each.subject()));
    }
}
