package io.migomail.cli;

import io.migomail.sdk.model.Explanation;
import io.migomail.sdk.model.Message;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Tells the story of a message. */
@Command(
        name = "explain",
        description =
                "Tells where a message is, why it waits, and how long each stage took. With --json two lines: what"
                        + " GET /v1/messages/{id} and GET /v1/messages/{id}/explain answer.",
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
    private final Surroundings here;

    @Parameters(paramLabel = "ID", description = "of the message, msg_…")
    String id = "";

    @Mixin
    ApiOptions options = new ApiOptions();

    ExplainCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        Api api = new Api(options, here);
        Story story = new Story(api.out, here.clock());
        Message message = api.client.messages().get(id);
        api.show(() -> story.tell(message));
        Explanation explanation = api.client.messages().explain(id);
        api.show(() -> story.explain(explanation));
        return Exit.OK;
    }
}
