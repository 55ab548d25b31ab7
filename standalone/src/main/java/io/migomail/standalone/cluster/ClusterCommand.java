package io.migomail.standalone.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.migomail.core.Settings;
import io.migomail.standalone.Progress;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./migomail cluster}: several processes on one machine, for trying faults. */
@Command(
        name = "cluster",
        description = "Every part a process of its own, on this machine.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class ClusterCommand {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final PrintStream OUT = System.out;

    @Command(name = "up", description = "Starts what does not run; the processes outlive this command.")
    int up(
            @Option(names = "--profile", defaultValue = "small", description = "small (default) or full")
                    String profile,
            @Option(
                            names = "--egress",
                            defaultValue = "0",
                            description = "egress nodes through which mail leaves (default: none); of a cluster that"
                                    + " runs they stay as they are")
                    int egress,
            @Option(
                            names = "--task-managers",
                            description = "how many (default: as the profile says); of a cluster that runs they stay as"
                                    + " they are")
                    @org.jspecify.annotations.Nullable
                    Integer taskManagers,
            @Option(names = "--json", description = "print one line of JSON when ready, and nothing else") boolean json)
            throws IOException, InterruptedException {
        Progress progress = json ? Progress.SILENT : Progress.console(System.err);
        Roster roster = Roster.of(Profile.of(profile)).withEgress(egress);
        ClusterReady ready = Cluster.up(
                        taskManagers == null ? roster : roster.withTaskManagers(taskManagers), settings(), progress)
                .ready();
        OUT.println(json ? ready.json() : ready.text());
        return 0;
    }

    @Command(name = "down", description = "Ends all of it; the data stays.")
    int down() throws IOException, InterruptedException {
        Cluster.at(settings()).down();
        return 0;
    }

    @Command(name = "kill", description = "kill -9.")
    int kill(@Parameters(paramLabel = "NAME") String name) throws IOException, InterruptedException {
        Cluster.at(settings()).kill(name);
        return 0;
    }

    @Command(name = "stop", description = "SIGSTOP: it keeps its connections and answers nobody.")
    int stop(@Parameters(paramLabel = "NAME") String name) throws IOException, InterruptedException {
        Cluster.at(settings()).stop(name);
        return 0;
    }

    @Command(name = "cont", description = "SIGCONT, after stop.")
    int cont(@Parameters(paramLabel = "NAME") String name) throws IOException, InterruptedException {
        Cluster.at(settings()).cont(name);
        return 0;
    }

    @Command(name = "start", description = "Starts one that has ended; returns when it serves.")
    int start(@Parameters(paramLabel = "NAME") String name) throws IOException, InterruptedException {
        Cluster.at(settings()).start(name);
        return 0;
    }

    @Command(
            name = "restart",
            description = "SIGTERM, then start; returns when all jobs run again, and says where SIGKILL was needed.")
    int restart(@Parameters(paramLabel = "NAME") String name) throws IOException, InterruptedException {
        if (!Cluster.at(settings()).restart(name)) {
            System.err.println("migomail: " + name + " did not end in time and was killed");
        }
        return 0;
    }

    @Command(name = "status", description = "Every process, and where the jobs run.")
    int status(
            @Option(
                            names = "--json",
                            description = "one line of JSON: processes, and jobs that run with their TaskManagers")
                    boolean json)
            throws IOException, InterruptedException {
        Cluster cluster = Cluster.at(settings());
        List<Member> members = cluster.status();
        if (json) {
            OUT.println(JSON.writeValueAsString(Map.of("processes", members, "jobs", places(cluster))));
            return 0;
        }
        OUT.printf("%-12s %8s  %-8s %s%n", "NAME", "PID", "STATE", "PORTS");
        for (Member member : members) {
            OUT.printf("%-12s %8s  %-8s %s%n", member.name(), pid(member), member.state(), ports(member));
        }
        for (String job : cluster.jobs()) {
            OUT.println("job " + job + ": " + where(cluster, job));
        }
        return 0;
    }

    /** The settings; before the first logger is made, its file is put beside the processes' own. */
    private static Settings settings() {
        Settings settings = Settings.from(System.getenv());
        System.setProperty(
                "migomail.log",
                ClusterSettings.folder(settings).resolve("commands.log").toString());
        return settings;
    }

    /** The TaskManagers of each job whose tasks all run. */
    private static Map<String, Set<String>> places(Cluster cluster) throws IOException, InterruptedException {
        Map<String, Set<String>> places = new TreeMap<>();
        for (String job : cluster.jobs()) {
            if (cluster.runs(job)) {
                places.put(job, cluster.taskManagersOf(job));
            }
        }
        return places;
    }

    private static String where(Cluster cluster, String job) throws InterruptedException {
        try {
            return (cluster.runs(job) ? "runs on " : "does not run; tasks were given to ")
                    + String.join(", ", cluster.taskManagersOf(job));
        } catch (IOException e) {
            return "no JobManager answers";
        }
    }

    private static String pid(Member member) {
        return member.pid() == 0 ? "-" : Long.toString(member.pid());
    }

    private static String ports(Member member) {
        return member.ports().entrySet().stream()
                .map(port -> port.getKey() + " " + port.getValue())
                .collect(Collectors.joining(", "));
    }
}
