package io.migomail.cli;

import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The commands as a chapter of the documentation (docs/guides/command-line.md). */
final class Reference {
    private static final List<String> EVERYWHERE = List.of("--help", "--version");
    /** Those of every command that asks the API. */
    private static final List<String> OF_THE_API = List.of("--url", "--key-file", "--timeout", "--json");

    private final StringBuilder out = new StringBuilder();

    private Reference() {}

    /** In Markdown: a section for each command that does something. */
    static String of(CommandLine commands) {
        Reference reference = new Reference();
        reference.everywhere();
        commands.getSubcommands().values().stream().distinct().forEach(reference::command);
        return reference.out.toString();
    }

    private void everywhere() {
        out.append(
                "\nAll commands that ask the API have these options; `--help` lists those of a command.\n\n| | |\n|---|---|\n");
        CommandSpec.forAnnotatedObject(new ApiOptions()).options().forEach(each -> row(named(each), each));
    }

    private void command(CommandLine command) {
        Map<String, CommandLine> below = command.getSubcommands();
        if (!below.isEmpty()) {
            below.values().stream().distinct().forEach(this::command);
            return;
        }
        CommandSpec spec = command.getCommandSpec();
        out.append("\n### ")
                .append(spec.qualifiedName().replaceFirst("^migomail ", ""))
                .append("\n\n");
        out.append(String.join(" ", spec.usageMessage().description())).append("\n\n");
        out.append("```text\n./").append(spec.qualifiedName());
        out.append(" [OPTIONS]");
        spec.positionalParameters().forEach(each -> out.append(' ').append(each.paramLabel()));
        out.append("\n```\n");
        List<OptionSpec> own = own(spec);
        if (own.isEmpty() && spec.positionalParameters().isEmpty()) {
            return;
        }
        out.append("\n| | |\n|---|---|\n");
        for (PositionalParamSpec each : spec.positionalParameters()) {
            row(each.paramLabel(), each);
        }
        own.forEach(each -> row(named(each), each));
    }

    private static List<OptionSpec> own(CommandSpec spec) {
        boolean asks = spec.findOption("--key-file") != null;
        return spec.options().stream()
                .filter(each -> !EVERYWHERE.contains(each.longestName()))
                .filter(each -> !asks || !OF_THE_API.contains(each.longestName()))
                .toList();
    }

    private static String named(OptionSpec option) {
        String names = String.join("`, `", option.names());
        return option.arity().max() == 0 ? names : names + " " + option.paramLabel();
    }

    private void row(String name, ArgSpec arg) {
        out.append("| `")
                .append(name)
                .append("` | ")
                .append(arg.required() && arg.isOption() ? "required: " : "")
                .append(String.join(" ", arg.description()).replace("|", "\\|"))
                .append(" |\n");
    }
}
