package io.migomail.bench;

import io.migomail.bench.system.Access;
import io.migomail.core.HostPort;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which system is measured. Filled in by the command line, then read only. */
final class TargetOptions {
    /** A peer to measure in the same run. */
    enum Peer {
        POSTFIX_OPENDKIM
    }

    @Option(names = "--http", description = "API of a running system; default: a private stack is started")
    @Nullable
    URI http;

    @Option(names = "--smtp", description = "its submission port, host:port")
    @Nullable
    String smtp;

    @Option(names = "--account", defaultValue = "migo", description = "its SMTP user name")
    String account = "migo";

    @Option(names = "--key", description = "its live API key")
    @Nullable
    String key;

    @Option(names = "--from", description = "a sender address it takes")
    @Nullable
    String from;

    @Option(names = "--ca", description = "PEM file of the authority behind its SMTP certificate")
    @Nullable
    Path ca;

    @Option(names = "--pid", description = "root of its process tree, for CPU and memory")
    @Nullable
    Long pid;

    @Option(
            names = "--mx-listen",
            defaultValue = "127.0.0.1:0",
            description = "where the measuring MX listens; a running system's MIGO_ROUTES must lead there")
    String mxListen = "127.0.0.1:0";

    @Option(
            names = "--site",
            description =
                    "a private stack finds the MX by DNS, all domains at one site, with the limits of a stranger's")
    boolean site;

    @Option(
            names = "--peer",
            description = "postfix-opendkim: measure Postfix with OpenDKIM afterwards under the same load over SMTP")
    @Nullable
    Peer peer;

    boolean running() {
        return http != null;
    }

    List<Long> pids() {
        return pid == null ? List.of() : List.of(pid);
    }

    /** @throws IllegalArgumentException where an option is missing */
    Access access(Access.Protocol protocol) {
        boolean overSmtp = protocol == Access.Protocol.SMTP;
        String submission = overSmtp ? given("--smtp", smtp) : "127.0.0.1:1";
        Path authority = overSmtp ? given("--ca", ca) : Path.of("");
        return new Access(
                given("--http", http),
                HostPort.parse(submission),
                account,
                given("--key", key),
                given("--from", from),
                authority);
    }

    private static <T> T given(String name, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is needed for a running system");
        }
        return value;
    }
}
