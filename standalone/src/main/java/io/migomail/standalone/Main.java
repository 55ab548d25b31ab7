package io.migomail.standalone;

import io.migomail.core.Setting;
import io.migomail.core.Settings;
import io.migomail.standalone.cluster.ClusterCommand;
import io.migomail.standalone.dns.DnsCommand;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program behind {@code ./migomail}. */
@Command(
        name = "migomail",
        description = "Transactional e-mail in one process tree.",
        subcommands = {Main.Up.class, DemoCommand.class, ClusterCommand.class, DnsCommand.class})
public final class Main {
    private Main() {}

    /** Exit status: 0 done, 1 it could not start or a check failed, 2 wrong usage. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Main())
                .setExecutionExceptionHandler((e, line, result) -> complain(e))
                .execute(args));
    }

    /** A sentence for what the user can mend; the whole trace for what is ours. */
    private static int complain(Exception e) {
        Throwable cause = e;
        while (cause != null && !(cause instanceof StartException) && !(cause instanceof IllegalArgumentException)) {
            cause = cause.getCause();
        }
        if (cause == null) {
            e.printStackTrace(System.err);
        } else {
            System.err.println("migomail: " + cause.getMessage());
        }
        return 1;
    }

    /** Starts everything and stays until it is told to stop. */
    @Command(name = "up", description = "Starts everything; Ctrl-C stops it.", mixinStandardHelpOptions = true)
    static final class Up implements Callable<Integer> {
        @Option(names = "--json", description = "print one line of JSON when ready, and nothing else")
        boolean json;

        @Override
        public Integer call() throws Exception {
            PrintStream out = System.out;
            Settings settings = Settings.from(System.getenv());
            Logs.into(settings.folder(Setting.MIGO_DATA));
            Stack stack = Stack.start(settings, json ? Progress.SILENT : Progress.console(System.err));
            CountDownLatch stopped = new CountDownLatch(1);
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(
                            () -> {
                                stack.close();
                                stopped.countDown();
                            },
                            "migomail-stop"));
            out.println(json ? stack.ready().json() : stack.ready().text());
            out.flush();
            stack.awaitFailure();
            return 1;
        }
    }

    /** Where the log file goes; set before the first logger is made. */
    static final class Logs {
        private Logs() {}

        static void into(Path folder) {
            System.setProperty("migomail.log", folder.resolve("migomail.log").toString());
        }
    }
}
