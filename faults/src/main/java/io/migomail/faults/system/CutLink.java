package io.migomail.faults.system;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A network of which two sides do not hear each other: no packet passes between processes of this machine, in either
 * direction, and nobody is told. Others keep the connections they have; new ones to where the two sides meet are cut for
 * everybody. Linux, with iptables and as root.
 */
public final class CutLink implements AutoCloseable {
    private static final Path PROC = Path.of("/proc");
    private static final String CHAIN = "migomail-" + ProcessHandle.current().pid();

    private final Thread hook = new Thread(this::healAtExit, "cut-heal");
    private boolean cut = true;

    private CutLink() {}

    /**
     * Cuts at once.
     *
     * @param ones roots of process trees
     * @param others of others
     * @throws NotPermittedException where packets may not be dropped, with what the system says
     */
    public static CutLink between(Collection<Long> ones, Collection<Long> others)
            throws IOException, InterruptedException {
        List<List<String>> rules = rules(Connection.all(PROC.resolve("net")), sockets(ones), sockets(others));
        if (rules.isEmpty()) {
            throw new IOException("there is no connection between " + ones + " and " + others);
        }
        CutLink link = new CutLink();
        try {
            iptables(List.of("-N", CHAIN));
        } catch (IOException e) {
            throw new NotPermittedException("no packets to drop: " + e.getMessage(), e);
        }
        boolean whole = false;
        try {
            for (List<String> rule : rules) {
                List<String> words = new ArrayList<>(List.of("-A", CHAIN, "-p", "tcp"));
                words.addAll(rule);
                words.addAll(List.of("-j", "DROP"));
                iptables(words);
            }
            iptables(jump("-I"));
            whole = true;
        } finally {
            if (!whole) {
                removeChain();
            }
        }
        Runtime.getRuntime().addShutdownHook(link.hook);
        return link;
    }

    /** Packets pass again. */
    @Override
    public synchronized void close() throws IOException, InterruptedException {
        if (cut) {
            heal();
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }

    /**
     * Which packets are dropped: those of the connections that are there, and the first ones of new connections to where the
     * sides meet and to where nobody is connected to the first side.
     */
    static List<List<String>> rules(List<Connection> all, Set<Long> ones, Set<Long> others) {
        List<List<String>> out = new ArrayList<>();
        Set<Integer> closed = new HashSet<>();
        for (Connection one : all) {
            if (one.listens() || !ones.contains(one.inode()) || !one.isMetBy(all, others)) {
                continue;
            }
            String near = Integer.toString(one.local());
            String far = Integer.toString(one.remote());
            out.add(List.of("--sport", near, "--dport", far));
            out.add(List.of("--sport", far, "--dport", near));
            closed.add(one.local());
            closed.add(one.remote());
        }
        if (out.isEmpty()) {
            return out;
        }
        all.stream()
                .filter(each -> each.listens() && ones.contains(each.inode()) && !each.isUsed(all))
                .forEach(each -> closed.add(each.local()));
        all.stream()
                .filter(each -> each.listens() && closed.contains(each.local()))
                .forEach(each -> out.add(List.of("--dport", Integer.toString(each.local()), "--syn")));
        return out;
    }

    private static Set<Long> sockets(Collection<Long> roots) throws IOException {
        Set<Long> out = new HashSet<>();
        for (long root : roots) {
            for (ProcessHandle each : Pid.family(root)) {
                out.addAll(socketsOf(PROC.resolve(Long.toString(each.pid())).resolve("fd")));
            }
        }
        return out;
    }

    private static Set<Long> socketsOf(Path descriptors) throws IOException {
        Set<Long> out = new HashSet<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(descriptors)) {
            for (Path each : all) {
                try {
                    String target = Files.readSymbolicLink(each).toString();
                    if (target.startsWith("socket:[")) {
                        out.add(Long.parseLong(target.substring(8, target.length() - 1)));
                    }
                } catch (NoSuchFileException e) {
                    continue; // closed meanwhile
                }
            }
        }
        return out;
    }

    private void healAtExit() {
        try {
            heal();
        } catch (IOException e) {
            System.err.println("faults: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void heal() throws IOException, InterruptedException {
        iptables(jump("-D"));
        removeChain();
        cut = false;
    }

    private static void removeChain() throws IOException, InterruptedException {
        iptables(List.of("-F", CHAIN));
        iptables(List.of("-X", CHAIN));
    }

    private static List<String> jump(String action) {
        return List.of(action, "INPUT", "-i", "lo", "-j", CHAIN);
    }

    private static void iptables(List<String> words) throws IOException, InterruptedException {
        Tool.run(Stream.concat(Stream.of("iptables", "-w"), words.stream()).toArray(String[]::new));
    }

    /** One end of a TCP connection of this machine, as proc(5) tells it; one that listens has no remote port. */
    record Connection(int local, int remote, boolean listens, long inode) {
        private static final String LISTEN = "0A";

        static List<Connection> all(Path net) throws IOException {
            List<Connection> out = new ArrayList<>();
            for (String table : List.of("tcp", "tcp6")) {
                try (Stream<String> lines = Files.lines(net.resolve(table))) {
                    lines.skip(1).map(Connection::parse).forEach(out::add);
                }
            }
            return out;
        }

        static Connection parse(String line) {
            String[] words = line.strip().split("\\s+");
            return new Connection(port(words[1]), port(words[2]), words[3].equals(LISTEN), Long.parseLong(words[9]));
        }

        /** Whether one of those sockets is the other end. */
        boolean isMetBy(List<Connection> all, Set<Long> sockets) {
            return all.stream()
                    .anyMatch(each -> !each.listens
                            && each.local == remote
                            && each.remote == local
                            && sockets.contains(each.inode));
        }

        /** Whether somebody is connected to where this one listens. */
        boolean isUsed(List<Connection> all) {
            return all.stream().anyMatch(each -> !each.listens && each.local == local);
        }

        private static int port(String address) {
            return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1), 16);
        }
    }
}
