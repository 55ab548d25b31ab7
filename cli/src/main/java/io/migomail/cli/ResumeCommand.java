package io.migomail.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Puts back what was taken out. */
@Command(
        name = "resume",
        description = "Ends what suspend began; what waited may go. Needs a live key of the operator's account.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class ResumeCommand implements Callable<Integer> {
    private final Surroundings here;

    @Mixin
    SuspendedPart part = new SuspendedPart();

    @Mixin
    ApiOptions options = new ApiOptions();

    ResumeCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        Api api = new Api(options, here);
        part.in(api, (pool, what) -> api.client.ipPools().resume(pool, what));
        return Exit.OK;
    }
}
