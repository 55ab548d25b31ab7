package io.migomail.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;

/** Completion for shells. */
@Command(
        name = "completion",
        description =
                "Prints a script for bash and zsh that completes commands and options: source <(./migomail completion)",
        mixinStandardHelpOptions = true)
final class CompletionCommand implements Callable<Integer> {
    private final Surroundings here;

    CompletionCommand(Surroundings here) {
        this.here = here;
    }

    @Override
    public Integer call() {
        here.out().print(AutoComplete.bash("migomail", Main.commands(here)));
        here.out().flush();
        return Exit.OK;
    }
}
