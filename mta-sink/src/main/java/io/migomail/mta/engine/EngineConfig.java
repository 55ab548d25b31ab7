package io.migomail.mta.engine;

import java.io.Serializable;
import java.time.Duration;
import java.util.Set;

/**
 * Settings of an engine; immutable.
 *
 * @param hostName name for EHLO where the attempt brings none
 * @param ioThreads event loops
 * @param allowPrivateMx whether MX hosts at private, loopback or own addresses are accepted
 * @param captureGroups destination groups that may receive sandbox mail
 * @param startTls whether STARTTLS is used where offered
 * @param messagesPerConnection transactions before a connection is closed
 * @param idle how long an unused connection is kept
 * @param tlsMemory how long a host whose TLS failed is spoken to in clear
 */
public record EngineConfig(
        String hostName,
        int ioThreads,
        boolean allowPrivateMx,
        Set<String> captureGroups,
        boolean startTls,
        int messagesPerConnection,
        Duration idle,
        Duration tlsMemory,
        EngineTimeouts timeouts)
        implements Serializable {
    /** The standard settings under this host name. */
    public static EngineConfig of(String hostName) {
        int threads = Math.max(1, Math.min(8, Runtime.getRuntime().availableProcessors()));
        return new EngineConfig(
                hostName,
                threads,
                false,
                Set.of(),
                true,
                100,
                Duration.ofSeconds(60),
                Duration.ofHours(6),
                EngineTimeouts.standard());
    }

    /** With MX hosts at private addresses accepted or not. */
    public EngineConfig withAllowPrivateMx(boolean allowed) {
        return new EngineConfig(
                hostName,
                ioThreads,
                allowed,
                captureGroups,
                startTls,
                messagesPerConnection,
                idle,
                tlsMemory,
                timeouts);
    }

    /** With these destination groups open to sandbox mail. */
    public EngineConfig withCaptureGroups(Set<String> groups) {
        return new EngineConfig(
                hostName,
                ioThreads,
                allowPrivateMx,
                Set.copyOf(groups),
                startTls,
                messagesPerConnection,
                idle,
                tlsMemory,
                timeouts);
    }

    /** With these bounds. */
    public EngineConfig withTimeouts(EngineTimeouts bounds) {
        return new EngineConfig(
                hostName,
                ioThreads,
                allowPrivateMx,
                captureGroups,
                startTls,
                messagesPerConnection,
                idle,
                tlsMemory,
                bounds);
    }

    /** With connections kept so long and used so often. */
    public EngineConfig withConnections(Duration idleTime, int messages) {
        return new EngineConfig(
                hostName, ioThreads, allowPrivateMx, captureGroups, startTls, messages, idleTime, tlsMemory, timeouts);
    }

    /** With STARTTLS used where offered, or never. */
    public EngineConfig withStartTls(boolean used) {
        return new EngineConfig(
                hostName,
                ioThreads,
                allowPrivateMx,
                captureGroups,
                used,
                messagesPerConnection,
                idle,
                tlsMemory,
                timeouts);
    }
}
