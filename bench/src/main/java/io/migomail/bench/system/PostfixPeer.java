package io.migomail.bench.system;

import io.migomail.bench.load.SmtpAccess;
import io.migomail.bench.load.SmtpClient;
import io.migomail.core.FreePorts;
import io.migomail.core.HostPort;
import io.migomail.core.TimeSource;
import io.migomail.testkit.process.Child;
import io.migomail.testkit.process.Scratch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Postfix with OpenDKIM, an instance of its own in a temporary folder, as the MTA to compare with. The system's own
 * Postfix, where there is one, is neither read nor touched. Ended by process id.
 */
public final class PostfixPeer implements AutoCloseable {
    private static final Path POSTFIX = Path.of("/usr/sbin/postfix");
    private static final Path OPENDKIM = Path.of("/usr/sbin/opendkim");
    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration STOP = Duration.ofSeconds(10);
    private static final long LOOK_NANOS = 20_000_000;

    private final Scratch scratch;
    private final int port;
    private final List<Long> pids = new ArrayList<>();

    private PostfixPeer(Scratch scratch, int port) {
        this.scratch = scratch;
        this.port = port;
    }

    /** Why the peer cannot run here, in a sentence; empty where it can. */
    public static Optional<String> missing() {
        List<String> packages = new ArrayList<>();
        if (!Files.isExecutable(POSTFIX)) {
            packages.add("postfix");
        }
        if (!Files.isExecutable(OPENDKIM)) {
            packages.add("opendkim");
        }
        if (!packages.isEmpty()) {
            return Optional.of("not installed: apt-get install -y " + String.join(" ", packages));
        }
        return "root".equals(System.getProperty("user.name"))
                ? Optional.empty()
                : Optional.of("a private Postfix can be started by root only");
    }

    /**
     * Starts both programs; returns when mail is taken.
     *
     * @throws IOException where one does not come up, with its last words
     */
    public static PostfixPeer start(int mxPort, String domain, TimeSource time) throws IOException {
        PostfixPeer peer = new PostfixPeer(
                Scratch.open("bench-postfix"), FreePorts.ofThisProcess().next());
        try {
            peer.run(mxPort, domain, time);
            return peer;
        } catch (IOException | RuntimeException e) {
            peer.close();
            throw e;
        }
    }

    /** The peer as one that can be measured; {@code from} is in the domain it signs for. */
    public Target target(String from) {
        SmtpAccess access = SmtpAccess.open(new HostPort("127.0.0.1", port));
        return new Target(
                "peer: Postfix + OpenDKIM, SMTP", from, pids, "", mails -> new SmtpClient(access, mails), null);
    }

    @Override
    public void close() {
        scratch.close();
    }

    private void run(int mxPort, String domain, TimeSource time) throws IOException {
        OpenDkim signer = OpenDkim.start(OPENDKIM, scratch, domain);
        pids.add(signer.child().pid());
        PostfixFiles files = new PostfixFiles(scratch.folder(), port, mxPort, signer.socket());
        files.write();
        files.own();
        if (!until(signer::ready, time)) {
            throw new IOException(
                    "OpenDKIM did not start; it said: " + signer.child().lastWords());
        }
        ProcessBuilder command =
                new ProcessBuilder(POSTFIX.toString(), "-c", files.config().toString(), "start-fg");
        command.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        Child master = scratch.start("postfix", command, STOP);
        pids.add(master.pid());
        if (!until(this::greets, time)) {
            throw new IOException("Postfix did not start; it said: " + master.lastWords());
        }
    }

    private boolean greets() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) START.toMillis());
            return socket.getInputStream().read() == '2';
        } catch (IOException e) {
            return false;
        }
    }

    private interface Condition {
        boolean holds();
    }

    private static boolean until(Condition condition, TimeSource time) {
        long end = time.monotonicNanos() + START.toNanos();
        while (!condition.holds()) {
            if (time.monotonicNanos() > end) {
                return false;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return true;
    }
}
