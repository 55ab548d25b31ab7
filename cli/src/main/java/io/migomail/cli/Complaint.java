package io.migomail.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.sdk.MigomailException;
import java.io.PrintStream;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says why a command did not succeed: the code, the sentence and the request's id; with {@code --json} as JSON. */
final class Complaint implements IExecutionExceptionHandler {
    private final PrintStream err;

    Complaint(PrintStream err) {
        this.err = err;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine line, ParseResult parsed) throws Exception {
        if (e instanceof MigomailException failure) {
            tell(failure, json(parsed));
            return failure instanceof MigomailException.Connection ? Exit.NOT_REACHABLE : Exit.NO;
        }
        // The client library's word for an id that cannot be one.
        if (e instanceof UsageException || e instanceof IllegalArgumentException) {
            err.println("migomail: " + Out.plain(String.valueOf(e.getMessage())));
            return Exit.USAGE;
        }
        throw e;
    }

    private static boolean json(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        return last.hasMatchedOption("--json");
    }

    private void tell(MigomailException failure, boolean json) {
        if (json) {
            new Out(err).json(problem(failure));
            return;
        }
        err.println(Out.plain("migomail: " + failure.getMessage()));
        failure.errors()
                .forEach(each ->
                        err.println(Out.plain("  " + each.pointer() + " " + each.code() + ": " + each.message())));
    }

    /** As the API tells problems; status 0 = there was no answer. */
    private static ObjectNode problem(MigomailException failure) {
        ObjectNode out = JsonNodeFactory.instance
                .objectNode()
                .put("status", failure.status())
                .put("code", failure.code())
                .put("message", sentence(failure))
                .put("request_id", failure.requestId());
        failure.errors()
                .forEach(each -> out.withArray("errors")
                        .addObject()
                        .put("pointer", each.pointer())
                        .put("code", each.code())
                        .put("message", each.message()));
        return out;
    }

    /** What the library says, without the code before it and the request's id behind it. */
    private static String sentence(MigomailException failure) {
        String said = String.valueOf(failure.getMessage());
        String end = failure.requestId() == null ? "" : " (" + failure.requestId() + ")";
        return said.substring(failure.code().length() + 2, said.length() - end.length());
    }
}
