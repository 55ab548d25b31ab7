package io.migomail.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Takes out what shall not be sent for now. */
@Command(
        name = "suspend",
        description =
                "Lets nothing out by a pool, from an address, or to a destination, from now on and also after restarts; what waits keeps its"
                        + " place and its end of life. Needs a live key of the operator's account.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class SuspendCommand implements Callable<Integer> {
    private final Surroundings here;

    @Mixin
    SuspendedPart part = new SuspendedPart();

    @Mixin
    ApiOptions options = new ApiOptions();

    SuspendCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        Api api = new Api(options, here);
        part.in(api, (pool, what) -> api.client.ipPools().suspend(pool, what));
        return Exit.OK;
    }
}
