package io.migomail.cli;

import io.migomail.sdk.model.Accepted;
import io.migomail.sdk.model.Message;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sends a message. */
@Command(
        name = "send",
        description = "Sends a message. It is durable when this command says so.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class SendCommand implements Callable<Integer> {
    private final Surroundings here;

    @Mixin
    SendFields fields = new SendFields();

    @Option(
            names = "--idempotency-key",
            paramLabel = "KEY",
            description = "repeats of the command with the same one send one mail; default: one of its own")
    @Nullable
    String idempotencyKey;

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            converter = Times.Converter.class,
            description = "wait so long for its end, then tell it; status 1 where it was not delivered to everybody")
    @Nullable
    Duration wait;

    @Mixin
    ApiOptions options = new ApiOptions();

    SendCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        Api api = new Api(options, here);
        var request = request();
        Accepted accepted = idempotencyKey == null
                ? api.client.messages().send(request)
                : api.client.messages().send(request, idempotencyKey);
        if (wait == null) {
            api.show(() -> api.out.line(accepted.messageId() + " " + accepted.status()));
            return Exit.OK;
        }
        Message message = new Waiting(here).until(api.client, accepted.messageId(), wait);
        api.show(() -> new Story(api.out, here.clock()).tell(message));
        return Waiting.delivered(message) ? Exit.OK : Exit.NO;
    }

    private io.migomail.sdk.model.Send request() {
        try {
            return fields.request(here);
        } catch (IOException e) {
            throw new UsageException("cannot be read: " + e, e);
        }
    }
}
