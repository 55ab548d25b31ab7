package io.migomail.faults.system;

import io.migomail.bench.system.Access;
import io.migomail.core.FreePorts;
import io.migomail.testkit.process.Scratch;
import io.migomail.testkit.process.UpCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code ./migomail up}: the whole product in one process tree, with the same ports and data after a restart. */
public final class OneProcess implements SystemUnderTest {
    private final Scratch scratch;
    private Path home;
    private final Map<String, String> settings;
    private UpCommand.Up up;
    private int starts;

    private OneProcess(Scratch scratch, Path home, Map<String, String> settings)
            throws IOException, InterruptedException {
        this.scratch = scratch;
        this.home = home;
        this.settings = settings;
        this.up = launch(settings);
    }

    /**
     * Starts it with a data folder of its own inside the scratch folder.
     *
     * @param home folder of the checkout
     * @param settings in addition to folder and ports
     */
    public static OneProcess start(Scratch scratch, Path home, Map<String, String> settings)
            throws IOException, InterruptedException {
        Map<String, String> all = new HashMap<>(settings);
        all.put("MIGO_DATA", scratch.folder().resolve("data").toString());
        all.put("MIGO_HTTP", "127.0.0.1:" + FreePorts.ofThisProcess().next());
        all.put("MIGO_SMTP", "127.0.0.1:" + FreePorts.ofThisProcess().next());
        return new OneProcess(scratch, home, all);
    }

    @Override
    public List<Access> nodes() {
        try {
            return List.of(Access.parse(up.line()));
        } catch (IOException e) {
            throw new IllegalStateException("the start was not over", e);
        }
    }

    @Override
    public String victim(String part) {
        return ALL;
    }

    @Override
    public boolean heals(String part) {
        return false;
    }

    @Override
    public void kill(String name) throws IOException {
        up.child().kill();
    }

    @Override
    public void endAll() {
        up.child().end();
    }

    @Override
    public void renew(String name) throws IOException, InterruptedException {
        endAll();
        start(name);
    }

    @Override
    public void start(String name) throws IOException, InterruptedException {
        up = launch(settings);
    }

    @Override
    public void startAll(Map<String, String> changed) throws IOException, InterruptedException {
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(changed);
        up = launch(all);
    }

    @Override
    public void upgrade(Path to) throws IOException, InterruptedException {
        home = to;
        startAll(Map.of());
    }

    @Override
    public void stop(String name) throws IOException, InterruptedException {
        up.child().signal("STOP");
    }

    @Override
    public void cont(String name) throws IOException, InterruptedException {
        up.child().signal("CONT");
    }

    @Override
    public List<String> names() {
        return List.of(ALL);
    }

    @Override
    public long jobRestarts() throws IOException {
        return new JobLog(data().resolve("migomail.log")).restarts();
    }

    @Override
    public List<Long> pids() {
        return List.of(up.child().pid());
    }

    @Override
    public List<Long> pids(String name) {
        return pids();
    }

    @Override
    public String log() throws IOException {
        if (settings.containsKey("MIGO_KAFKA")) {
            return settings.get("MIGO_KAFKA");
        }
        up.child().end();
        int port = FreePorts.ofThisProcess().next();
        OwnBroker.start(
                scratch,
                home,
                data().resolve("kafka"),
                new OwnBroker.Ports(port, FreePorts.ofThisProcess().next(), port));
        return "127.0.0.1:" + port;
    }

    @Override
    public EventTable eventStore() {
        return OwnEventStore.table(settings);
    }

    @Override
    public Path data() {
        return scratch.folder().resolve("data");
    }

    @Override
    public void close() {
        up.child().end();
    }

    private UpCommand.Up launch(Map<String, String> all) throws IOException, InterruptedException {
        return new UpCommand(home, all).start(scratch, "stack-" + ++starts);
    }
}
