package io.migomail.bench.door;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Connections that were greeted and say nothing, until they are asked whether they still live. One thread. */
final class IdleCrowd implements AutoCloseable {
    private final List<SocketChannel> members = new ArrayList<>();

    /** Opens so many, one after the other; each is greeted. */
    IdleCrowd(int port, int size) throws IOException {
        try {
            for (int i = 0; i < size; i++) {
                SocketChannel member =
                        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                members.add(member);
                answer(member, "220");
            }
        } catch (IOException e) {
            close();
            throw new IOException("only " + members.size() + " connections of " + size + ": " + e.getMessage(), e);
        }
    }

    /** How many answer. */
    int alive() throws IOException {
        int alive = 0;
        for (SocketChannel member : members) {
            member.write(ByteBuffer.wrap("NOOP\r\n".getBytes(StandardCharsets.US_ASCII)));
            answer(member, "250");
            alive++;
        }
        return alive;
    }

    private static void answer(SocketChannel member, String code) throws IOException {
        ByteBuffer line = ByteBuffer.allocate(512);
        while (line.position() == 0 || line.get(line.position() - 1) != '\n') {
            if (member.read(line) < 0) {
                throw new EOFException("a connection was closed");
            }
        }
        String text = new String(line.array(), 0, line.position(), StandardCharsets.US_ASCII);
        if (!text.startsWith(code)) {
            throw new IOException("expected " + code + ", got: " + text.strip());
        }
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel member : members) {
            member.close();
        }
    }
}
