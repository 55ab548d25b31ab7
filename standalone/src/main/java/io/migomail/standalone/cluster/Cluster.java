package io.migomail.standalone.cluster;

import io.migomail.core.Cell;
import io.migomail.core.Setting;
import io.migomail.core.Settings;
import io.migomail.jobs.delivery.DeliveryJob;
import io.migomail.standalone.Credentials;
import io.migomail.standalone.FirstAccount;
import io.migomail.standalone.Progress;
import io.migomail.standalone.StartException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The product as several processes on this machine. They outlive the program that starts them; what is known of them is
 * in the data folder, so any later program can take hold of them with {@link #at}. Thread-safe where different threads
 * do different processes; nothing is kept in memory.
 */
public final class Cluster {
    /** The job that carries mail of the first cell, and the one that accounts for all. */
    public static final String DELIVERY = Submission.DELIVERY;

    public static final String ACCOUNTING = Submission.ACCOUNTING;

    private static final Duration START = Duration.ofSeconds(120);
    private static final Duration DRAIN = Duration.ofSeconds(30);
    /** A job that lost its leader begins anew, and a machine on which all of that happens at once is slow. */
    private static final Duration RECOVERY = Duration.ofMinutes(3);

    private final Path folder;
    private final Settings settings;
    private final Census census;
    private final Parts parts;
    private final JobManagers jobManagers;

    Cluster(Path folder, Settings settings, Census census) {
        this.folder = folder;
        this.settings = settings;
        this.census = census;
        this.parts = new Parts(settings, census, folder);
        this.jobManagers = new JobManagers(census);
    }

    /**
     * Starts what does not run, and returns when mail is taken and flows. Where nothing ran, all jobs go on from their
     * newest checkpoints with these settings; where something ran, with the settings that it was started with.
     *
     * @throws StartException with a sentence for the user where something is missing or in the way
     */
    public static Cluster up(Roster roster, Settings settings, Progress progress)
            throws IOException, InterruptedException {
        return new ClusterStart(roster, settings, progress).run();
    }

    /** The cluster in the data folder of these settings, running or not. */
    public static Cluster at(Settings settings) throws IOException {
        Path folder = ClusterSettings.folder(settings);
        Census census = Census.read(folder);
        return new Cluster(folder, ClusterSettings.read(folder), census);
    }

    /** Where it is reached, and with which keys. */
    public ClusterReady ready() throws IOException {
        Credentials keys = Credentials.read(folder);
        boolean captures = settings.get(Setting.MIGO_DELIVERY).equals("capture");
        List<Integer> nodes =
                IntStream.range(0, census.names(Kind.INGRESS).size()).boxed().toList();
        return new ClusterReady(
                nodes.stream().map(parts::http).toList(),
                nodes.stream().map(n -> parts.smtp(n).toString()).toList(),
                FirstAccount.USERNAME,
                keys.liveKey(),
                keys.sandboxKey(),
                "noreply@" + FirstAccount.DOMAIN,
                folder.resolve("tls").resolve("ca.pem").toString(),
                captures
                        ? census.names(Kind.INBOX).stream()
                                .map(name -> "http://127.0.0.1:" + census.port(name, "http") + "/inbox")
                                .findFirst()
                                .orElse("")
                        : "",
                census.names(Kind.JOBMANAGER).stream()
                        .map(name -> "http://127.0.0.1:" + census.port(name, "rest"))
                        .toList(),
                settings.get(Setting.MIGO_KAFKA),
                folder.toString());
    }

    /** The settings that hold, with the addresses of the processes; they hold secrets. */
    public Settings settings() {
        return settings;
    }

    /** The names of the jobs: one that carries mail for each cell, and the one that accounts for it. */
    public List<String> jobs() {
        List<String> jobs = new ArrayList<>();
        Cell.all(settings).forEach(cell -> jobs.add(DeliveryJob.name(cell)));
        jobs.add(ACCOUNTING);
        return jobs;
    }

    /** Every process as it is now, in the order in which they are needed. */
    public List<Member> status() throws IOException {
        List<Member> members = new ArrayList<>();
        for (Part part : parts.all()) {
            Optional<PartProcess> process = process(part);
            members.add(new Member(
                    part.name(),
                    part.kind().word(),
                    process.map(PartProcess::pid).orElse(0L),
                    process.map(PartProcess::state).orElse(State.ENDED).word(),
                    part.ports()));
        }
        return members;
    }

    /** kill -9; returns when it has ended. */
    public void kill(String name) throws IOException, InterruptedException {
        running(name).kill();
    }

    /** SIGTERM, and SIGKILL where it has not ended within 30 s, and false then; returns when it has ended. */
    public boolean end(String name) throws IOException, InterruptedException {
        return running(name).end(DRAIN);
    }

    /** SIGSTOP: it keeps its connections and answers nobody. */
    public void stop(String name) throws IOException, InterruptedException {
        running(name).freeze(true);
    }

    /** SIGCONT: it goes on where it was. */
    public void cont(String name) throws IOException, InterruptedException {
        running(name).freeze(false);
    }

    /** Starts one that has ended, and returns when it serves. */
    public void start(String name) throws IOException, InterruptedException {
        Part part = parts.named(name);
        if (process(part).isPresent()) {
            throw new StartException(name + " runs already");
        }
        launch(part);
        await(part);
    }

    /**
     * Ends it as {@link #end} does and starts it; returns when it serves and all jobs run, so that the next one may follow.
     *
     * @return whether it ended in good order
     */
    public boolean restart(String name) throws IOException, InterruptedException {
        boolean inGoodOrder = end(name);
        start(name);
        awaitJobs(RECOVERY);
        return inGoodOrder;
    }

    /**
     * Names of the TaskManagers that carry tasks of a job now.
     *
     * @throws IOException where no JobManager answers, or the job is not there
     */
    public Set<String> taskManagersOf(String job) throws IOException, InterruptedException {
        return jobManagers.placement(job);
    }

    /** Whether every task of the job runs; false where no JobManager answers. */
    public boolean runs(String job) throws InterruptedException {
        try {
            return jobManagers.runs(job);
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns when every task of every job runs. */
    void awaitJobs(Duration bound) throws InterruptedException {
        for (String job : jobs()) {
            Waiting.until(bound, "all tasks of the job " + job, () -> jobManagers.runs(job));
        }
    }

    /** Ends all of it, doors first; returns when no process is left. What it keeps stays. */
    public void down() throws IOException, InterruptedException {
        new ClusterStop(this, jobManagers).run();
    }

    Parts parts() {
        return parts;
    }

    JobManagers jobManagers() {
        return jobManagers;
    }

    Optional<PartProcess> process(Part part) throws IOException {
        return parts.folderOf(part).process();
    }

    void launch(Part part) throws IOException {
        parts.folderOf(part).start(part.launch(), ClusterSettings.environment(folder));
    }

    /** Returns when it serves; not in vain where it has ended. */
    void await(Part part) throws InterruptedException {
        PartFolder own = parts.folderOf(part);
        Waiting.until(START, part.name() + " to serve", () -> {
            own.requireAlive(part.name());
            return part.probe().serves();
        });
    }

    private PartProcess running(String name) throws IOException {
        return process(parts.named(name)).orElseThrow(() -> new StartException(name + " does not run"));
    }
}
