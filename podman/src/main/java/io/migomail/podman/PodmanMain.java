package io.migomail.podman;

import io.migomail.analytics.local.ClickHouseLocal;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;

/**
 * The rendered chart in podman's containers, from the first install to the pods of {@code helm test}. Whoever calls it has
 * podman's storage made and the images loaded, and removes all containers afterwards, however it ends: {@code
 * scripts/podman}.
 */
public final class PodmanMain {
    private static final int LAST_WORDS = 25;

    private final Installer installer;
    private final PrintStream out;
    private final long start = System.nanoTime();

    private PodmanMain(Installer installer, PrintStream out) {
        this.installer = installer;
        this.out = out;
    }

    /** Arguments: a folder for this run, an image with Java. Exit status 1 with each container's last words where something failed. */
    public static void main(String[] args) throws InterruptedException {
        Path home = Path.of(System.getProperty("migomail.home"));
        PodmanMain run = new PodmanMain(new Installer(home, Path.of(args[0])), System.out);
        try {
            run.run(args[1]);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) { // a program's edge
            run.lastWords();
            System.err.println("migomail: " + e.getMessage());
            System.exit(1);
        }
    }

    private void run(String base) throws Exception {
        Network network = Network.create("migomail");
        String password = ClickHouseLocal.newPassword();
        step("starting a Kafka broker and a ClickHouse engine, which the chart does not bring");
        StandIns.start(installer.home(), base, network.name(), network.standIns(), password);
        step("rendering the chart");
        Release release = Release.render(installer, network, password, new SecureRandom());
        step("migrations");
        toItsEnd(release.pod("migrations"), network);
        for (PodmanPod pod : release.running()) {
            step("starting " + pod.name());
            Podman.play(pod, network.name());
        }
        for (PodmanPod pod : release.running()) {
            Waiting.ready(pod);
            step(pod.name() + " is ready by the chart's probes");
        }
        Trial trial = new Trial(release.pod("ingress"), release.pod("sandbox"), release.sandboxKey(), out);
        trial.overRest();
        trial.overSmtp(installer.authority());
        for (PodmanPod test : release.tests()) {
            toItsEnd(test, network);
            step(test.name() + ", as helm test runs it: passed");
        }
        step("the rendered chart delivers");
    }

    private static void toItsEnd(PodmanPod pod, Network network) throws IOException, InterruptedException {
        Podman.play(pod, network.name());
        int status = Podman.status(pod);
        if (status != 0) {
            throw new IOException(pod.name() + " ended with " + status);
        }
    }

    private void lastWords() throws InterruptedException {
        try {
            for (String container : Podman.containers()) {
                System.err.println("--- " + container);
                System.err.println(Podman.words(container, LAST_WORDS));
            }
        } catch (IOException e) {
            System.err.println("migomail: what the containers said cannot be read: " + e.getMessage());
        }
    }

    private void step(String what) {
        out.printf("%5.1f s  %s%n", (System.nanoTime() - start) / 1e9, what);
    }
}
