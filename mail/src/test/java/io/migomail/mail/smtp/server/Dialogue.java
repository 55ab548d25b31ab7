package io.migomail.mail.smtp.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migomail.core.OctetBudget;
import io.migomail.mail.smtp.server.SmtpServerConfig.Bounds;
import io.migomail.mail.smtp.server.SmtpServerConfig.Policy;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The server's handler on an embedded channel: what is said to it, and what it answers. */
final class Dialogue implements AutoCloseable {
    static final Bounds BOUNDS =
            new Bounds(10_000, 3, 1000, Duration.ofMinutes(5), Duration.ofMinutes(10), 100_000, 10, 10);

    final RecordingConversation conversation = new RecordingConversation();
    final OctetBudget budget;
    final SmtpChannel handler;
    final EmbeddedChannel channel;

    Dialogue() {
        this(BOUNDS, new Policy(false, false, false));
    }

    Dialogue(Bounds bounds, Policy policy) {
        SmtpServerConfig config = SmtpServerConfig.builder("mx.example")
                .bounds(bounds)
                .policy(policy)
                .build();
        budget = new OctetBudget(bounds.buffered());
        handler = new SmtpChannel(config, connection -> conversation, budget, false);
        channel = new EmbeddedChannel();
        channel.freezeTime();
        channel.pipeline().addLast(handler);
        handler.channelActive(channel.pipeline().context(handler));
        channel.flushOutbound();
        handler.channelReadComplete(channel.pipeline().context(handler));
        assertEquals("220 mx.example ESMTP\r\n", heard());
    }

    /** A dialogue that stands after RCPT, with nothing left to read. */
    static Dialogue afterRcpt() {
        Dialogue dialogue = new Dialogue();
        dialogue.say("EHLO c.example\r\nMAIL FROM:<a@x.example>\r\nRCPT TO:<b@y.example>\r\n");
        return dialogue;
    }

    /** A dialogue that stands after 354. */
    static Dialogue inData() {
        Dialogue dialogue = afterRcpt();
        assertEquals("354 End data with <CRLF>.<CRLF>\r\n", dialogue.say("DATA\r\n"));
        return dialogue;
    }

    /** Sends the text (one octet a character) in one read; returns everything answered to it. */
    String say(String text) {
        channel.writeInbound(Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.ISO_8859_1)));
        return heard();
    }

    /** Sends the text octet by octet. */
    String spell(String text) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            all.append(say(text.substring(i, i + 1)));
        }
        return all.toString();
    }

    /** What was answered since the last call. */
    String heard() {
        channel.runPendingTasks();
        StringBuilder out = new StringBuilder();
        for (ByteBuf buffer = channel.readOutbound(); buffer != null; buffer = channel.readOutbound()) {
            out.append(buffer.toString(StandardCharsets.ISO_8859_1));
            buffer.release();
        }
        return out.toString();
    }

    /** Lets time pass. */
    String wait(Duration duration) {
        channel.advanceTimeBy(duration.toNanos(), java.util.concurrent.TimeUnit.NANOSECONDS);
        channel.runScheduledPendingTasks();
        return heard();
    }

    boolean open() {
        return channel.isActive();
    }

    @Override
    public void close() {
        channel.finishAndReleaseAll();
        assertEquals(0, budget.held(), "content octets left in the budget");
    }
}
