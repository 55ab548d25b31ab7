package io.migomail.testkit;

import io.migomail.testkit.DnsZone.Fault;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;

/** The sockets of a {@link DnsZone}: one daemon thread for UDP, one that accepts TCP, one a TCP connection. */
final class DnsServer implements Closeable {
    private static final int PLAIN_UDP = 512;
    private static final int TRIES = 20;

    private final ZoneRecords records;
    private final DatagramSocket udp;
    private final ServerSocket tcp;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    DnsServer(ZoneRecords records) {
        this.records = records;
        try {
            Sockets pair = Sockets.open();
            this.tcp = pair.tcp();
            this.udp = pair.udp();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon("dns-zone-udp", this::serveUdp);
        daemon("dns-zone-tcp", this::serveTcp);
    }

    int port() {
        return tcp.getLocalPort();
    }

    @Override
    public void close() {
        udp.close();
        closeQuietly(tcp);
        connections.forEach(DnsServer::closeQuietly);
    }

    private void serveUdp() {
        byte[] buffer = new byte[4096];
        while (!udp.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                udp.receive(packet);
                Message query = new Message(java.util.Arrays.copyOf(buffer, packet.getLength()));
                byte[] reply = reply(query, true);
                if (reply != null) {
                    udp.send(new DatagramPacket(reply, reply.length, packet.getSocketAddress()));
                }
            } catch (IOException e) {
                // Closed, or not a query: a server goes on to the next packet.
            }
        }
    }

    private void serveTcp() {
        while (!tcp.isClosed()) {
            try {
                Socket socket = tcp.accept();
                connections.add(socket);
                daemon("dns-zone-connection", () -> serveConnection(socket));
            } catch (IOException e) {
                // Closed: the loop's condition ends it.
            }
        }
    }

    private void serveConnection(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            while (true) {
                byte[] query = new byte[in.readUnsignedShort()];
                in.readFully(query);
                byte[] reply = reply(new Message(query), false);
                if (reply != null) {
                    byte[] framed = new byte[reply.length + 2];
                    framed[0] = (byte) (reply.length >> 8);
                    framed[1] = (byte) reply.length;
                    System.arraycopy(reply, 0, framed, 2, reply.length);
                    out.write(framed);
                }
            }
        } catch (IOException e) {
            // The client has gone, or the zone is closed.
        } finally {
            connections.remove(socket);
        }
    }

    private byte @Nullable [] reply(Message query, boolean overUdp) {
        Fault fault = records.faultOf(query.getQuestion());
        if (fault == Fault.SILENT) {
            return null;
        }
        if (fault == Fault.GARBAGE) {
            byte[] head = query.toWire();
            return new byte[] {head[0], head[1], (byte) 0x81, (byte) 0x80, 0, 9, 0, 9, 0, 0, 0, 0, (byte) 0xff};
        }
        if (fault == Fault.SERVFAIL) {
            return ZoneRecords.reply(query, Rcode.SERVFAIL).toWire();
        }
        if (fault == Fault.REFUSED) {
            return ZoneRecords.reply(query, Rcode.REFUSED).toWire();
        }
        byte[] reply = records.answer(query).toWire();
        if (overUdp && (fault == Fault.TRUNCATED || reply.length > room(query))) {
            Message cut = ZoneRecords.reply(query, Rcode.NOERROR);
            cut.getHeader().setFlag(Flags.TC);
            return cut.toWire();
        }
        return reply;
    }

    private static int room(Message query) {
        OPTRecord edns = query.getOPT();
        return edns == null ? PLAIN_UDP : Math.max(PLAIN_UDP, edns.getPayloadSize());
    }

    private static InetAddress loopback() {
        return InetAddress.getLoopbackAddress();
    }

    private static void daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing is left to be done with it.
        }
    }

    /** A TCP and a UDP socket on one port, which the system chooses for the first and others may hold for the second. */
    private record Sockets(ServerSocket tcp, DatagramSocket udp) {
        static Sockets open() throws IOException {
            IOException last = new IOException("no port that is free for both UDP and TCP");
            for (int i = 0; i < TRIES; i++) {
                ServerSocket tcp = new ServerSocket(0, 50, loopback());
                try {
                    return new Sockets(tcp, new DatagramSocket(new InetSocketAddress(loopback(), tcp.getLocalPort())));
                } catch (IOException e) {
                    tcp.close();
                    last = e;
                }
            }
            throw last;
        }
    }
}
