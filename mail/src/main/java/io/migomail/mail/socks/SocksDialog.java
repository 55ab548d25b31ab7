package io.migomail.mail.socks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A client's side of one connection through an egress node, without a socket: what to say, and what the answers mean.
 * All is said at once, as the node is known to want exactly this (docs/adr/0055), and costs one round trip. One thread.
 */
public final class SocksDialog {
    /** Whose no it was. */
    public enum Party {
        /** The node: it does not take us, or does not speak SOCKS. */
        NODE,
        /** The source address: the node does not own it or cannot bind it. */
        SOURCE,
        /** The destination, as the node found it. */
        DESTINATION
    }

    /** Why it did not come about. */
    public record Refusal(Party party, SocksReply reply, String detail) {}

    private enum Awaited {
        METHOD,
        PASSWORD,
        BIND,
        CONNECT,
        NOTHING
    }

    private static final int METHOD_OCTETS = 2;
    private static final int TYPE = 3;
    /** Longer than any answer: RFC 1928 6, with a name of 255 octets. */
    private static final int ANSWER_MOST = 512;

    private final String token;
    private final InetAddress source;
    private final @Nullable InetSocketAddress destination;
    private Awaited awaited = Awaited.METHOD;
    private @Nullable Refusal refusal;

    /** {@code destination} null = the source is only tried; an empty token = the node asks for none. */
    public SocksDialog(String token, InetAddress source, @Nullable InetSocketAddress destination) {
        this.token = token;
        this.source = source;
        this.destination = destination;
    }

    /** All that is to be said. */
    public byte[] opening() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(Socks.VERSION);
        out.write(1);
        out.write(token.isEmpty() ? Socks.NO_AUTHENTICATION : Socks.PASSWORD);
        if (!token.isEmpty()) {
            out.write(Socks.PASSWORD_VERSION);
            text(out, Socks.USER);
            text(out, token);
        }
        out.writeBytes(Socks.message(Socks.BIND, source, 0));
        if (destination != null) {
            out.writeBytes(Socks.message(Socks.CONNECT, destination.getAddress(), destination.getPort()));
        }
        return out.toByteArray();
    }

    private static void text(ByteArrayOutputStream out, String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        out.write(octets.length);
        out.writeBytes(octets);
    }

    /** Reads whole answers, and nothing behind the last one; what is left is not read yet or not ours. */
    public void take(ByteBuffer in) {
        boolean whole = true;
        while (whole && !over()) {
            whole = switch (awaited) {
                case METHOD -> method(in);
                case PASSWORD -> password(in);
                case BIND -> reply(in, Party.SOURCE);
                case CONNECT -> reply(in, Party.DESTINATION);
                case NOTHING -> false;
            };
        }
    }

    /**
     * How many octets may be read now so that none is the mail host's; {@code begun} has what came of the next answer, up to
     * its position.
     */
    public int wanted(ByteBuffer begun) {
        int come = begun.position();
        int length = switch (awaited) {
            case METHOD, PASSWORD -> METHOD_OCTETS;
            case BIND, CONNECT -> come <= TYPE ? TYPE + 1 : Socks.length(begun.get(TYPE) & 0xff);
            case NOTHING -> 0;
        };
        return Math.max(0, length - come);
    }

    private boolean method(ByteBuffer in) {
        if (in.remaining() < METHOD_OCTETS) {
            return false;
        }
        int version = in.get() & 0xff;
        int method = in.get() & 0xff;
        int wanted = token.isEmpty() ? Socks.NO_AUTHENTICATION : Socks.PASSWORD;
        if (version != Socks.VERSION) {
            refuse(Party.NODE, SocksReply.FAILED, "does not speak SOCKS 5");
        } else if (method != wanted) {
            refuse(Party.NODE, SocksReply.NOT_ALLOWED, token.isEmpty() ? "wants a token" : "takes no token");
        }
        awaited = token.isEmpty() ? Awaited.BIND : Awaited.PASSWORD;
        return true;
    }

    private boolean password(ByteBuffer in) {
        if (in.remaining() < METHOD_OCTETS) {
            return false;
        }
        int version = in.get() & 0xff;
        if (version != Socks.PASSWORD_VERSION || in.get() != 0) {
            refuse(Party.NODE, SocksReply.NOT_ALLOWED, "does not accept the token");
        }
        awaited = Awaited.BIND;
        return true;
    }

    private boolean reply(ByteBuffer in, Party party) {
        if (in.remaining() <= TYPE) {
            return false;
        }
        int at = in.position();
        int length = Socks.length(in.get(at + TYPE) & 0xff);
        if ((in.get(at) & 0xff) != Socks.VERSION || length == 0) {
            refuse(Party.NODE, SocksReply.FAILED, "answers what is no SOCKS 5");
            return true;
        }
        if (in.remaining() < length) {
            return false;
        }
        SocksReply reply = SocksReply.of(in.get(at + 1) & 0xff);
        in.position(at + length);
        if (reply != SocksReply.SUCCEEDED) {
            refuse(party, reply, reply.words());
        }
        awaited = party == Party.SOURCE && destination != null ? Awaited.CONNECT : Awaited.NOTHING;
        return true;
    }

    private void refuse(Party party, SocksReply reply, String detail) {
        refusal = new Refusal(party, reply, detail);
    }

    /**
     * Reads the node's answers from a blocking stream until all of them are there, and not an octet more: what follows is
     * the mail host's.
     *
     * @throws IOException where the node ends before, or the stream fails
     */
    public void hear(InputStream in) throws IOException {
        ByteBuffer answers = ByteBuffer.allocate(ANSWER_MOST);
        while (!over()) {
            int got = in.read(answers.array(), answers.position(), wanted(answers));
            if (got < 0) {
                throw new IOException("closed the connection");
            }
            answers.position(answers.position() + got).flip();
            take(answers);
            answers.compact();
        }
    }

    /** Whether the source address is bound, whatever the destination says. */
    public boolean bound() {
        return refusal == null && (awaited == Awaited.CONNECT || awaited == Awaited.NOTHING)
                || refusal != null && refusal.party() == Party.DESTINATION;
    }

    /** Whether nothing more is to come from the node itself. */
    public boolean over() {
        return refusal != null || awaited == Awaited.NOTHING;
    }

    /** Why it is over without success; null where it is not, or is a success. */
    public @Nullable Refusal refusal() {
        return refusal;
    }
}
