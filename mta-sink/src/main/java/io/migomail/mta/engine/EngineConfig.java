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
 * @param idle how long an unused connection rests before it is closed, or kept alive where the shaping says so
 * @param tlsMemory how long a host whose TLS failed is spoken to in clear
 * @param bodies URI of the body store, as MIGO_BODIES; empty = none
 * @param stall longest standstill of the process after which mail still goes out; zero = any
 */
public record EngineConfig(
        String hostName,
        int ioThreads,
        boolean allowPrivateMx,
        Set<String> captureGroups,
        boolean startTls,
        Duration idle,
        Duration tlsMemory,
        EngineTimeouts timeouts,
        String bodies,
        Duration stall)
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
                Duration.ofSeconds(60),
                Duration.ofHours(6),
                EngineTimeouts.standard(),
                "",
                Duration.ZERO);
    }

    /** With MX hosts at private addresses accepted or not. */
    public EngineConfig withAllowPrivateMx(boolean allowed) {
        return new EngineConfig(
                hostName, ioThreads, allowed, captureGroups, startTls, idle, tlsMemory, timeouts, bodies, stall);
    }

    /** With these destination groups open to sandbox mail. */
    public EngineConfig withCaptureGroups(Set<String> groups) {
        return new EngineConfig(
                hostName,
                ioThreads,
                allowPrivateMx,
                Set.copyOf(groups),
                startTls,
                idle,
                tlsMemory,
                timeouts,
                bodies,
                stall);
    }

    /** With these bounds. */
    public EngineConfig withTimeouts(EngineTimeouts bounds) {
        return new EngineConfig(
                hostName, ioThreads, allowPrivateMx, captureGroups, startTls, idle, tlsMemory, bounds, bodies, stall);
    }

    /** With unused connections resting so long. */
    public EngineConfig withIdle(Duration rest) {
        return new EngineConfig(
                hostName, ioThreads, allowPrivateMx, captureGroups, startTls, rest, tlsMemory, timeouts, bodies, stall);
    }

    /** With STARTTLS used where offered, or never. */
    public EngineConfig withStartTls(boolean used) {
        return new EngineConfig(
                hostName, ioThreads, allowPrivateMx, captureGroups, used, idle, tlsMemory, timeouts, bodies, stall);
    }

    /** Sending nothing more once the process stood still for longer: for runs where others would take its work over. */
    public EngineConfig withStall(Duration bound) {
        return new EngineConfig(
                hostName, ioThreads, allowPrivateMx, captureGroups, startTls, idle, tlsMemory, timeouts, bodies, bound);
    }

    /** With large bodies read from this store. */
    public EngineConfig withBodies(String uri) {
        return new EngineConfig(
                hostName, ioThreads, allowPrivateMx, captureGroups, startTls, idle, tlsMemory, timeouts, uri, stall);
    }
}
