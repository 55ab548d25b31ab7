package io.migomail.testkit.mx;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** One transaction on its way into the journal: open from MAIL until {@link #close}. One thread. */
final class Reception {
    /** Where a transaction comes from and to. */
    record Origin(String sender, String source, String host, int connection) {}

    private static final byte[] NOTHING = {};

    private final ScriptedMx mx;
    private final Origin origin;
    private final List<String> recipients = new ArrayList<>();
    private String ehlo = "";
    private boolean tls;
    private boolean dot;
    private byte[] content = NOTHING;

    Reception(ScriptedMx mx, Origin origin) {
        this.mx = mx;
        this.origin = origin;
        mx.journal().began();
    }

    String sender() {
        return origin.sender();
    }

    boolean hasRecipient() {
        return !recipients.isEmpty();
    }

    void content(byte[] raw, String greeted, boolean secured) {
        content = unstuffed(raw);
        ehlo = greeted;
        tls = secured;
        dot = true;
        mx.journal().dotCame();
    }

    /**
     * What was said at a step to a recipient: a refusal or silence is written down, and so is what ends the mail, for
     * each recipient that was not refused.
     */
    void answered(Step step, String recipient, String reply, boolean taken) {
        boolean positive = reply.startsWith("2") || reply.startsWith("3");
        if (step == Step.RCPT && positive) {
            recipients.add(recipient);
        } else if (step == Step.DOT || (!positive && step != Step.MAIL && step != Step.RCPT)) {
            boolean keeps = step == Step.DOT && (taken || positive);
            recipients.forEach(one -> mx.journal().write(entry(step, one, reply, keeps)));
            recipients.clear();
        } else if (!positive) {
            mx.journal().write(entry(step, recipient, reply, false));
        }
    }

    void close() {
        mx.journal().ended(dot);
    }

    private MxEntry entry(Step step, String recipient, String reply, boolean accepted) {
        return new MxEntry(
                dot ? header(mx.habits().idHeader()) : "",
                origin.sender(),
                recipient,
                mx.habits().time().wallMillis(),
                origin.source(),
                origin.host(),
                ehlo,
                tls,
                dot ? hash() : "",
                step,
                reply,
                accepted,
                mx.journal().open(),
                origin.connection(),
                mx.habits().keepContent() ? content : NOTHING);
    }

    private String header(String name) {
        String wanted = name.toLowerCase(Locale.ROOT) + ":";
        int line = 0;
        while (line < content.length && content[line] != '\r') {
            int end = line;
            while (end < content.length && content[end] != '\n') {
                end++;
            }
            int length = Math.min(end - line, wanted.length());
            String start = new String(content, line, length, StandardCharsets.ISO_8859_1);
            if (start.toLowerCase(Locale.ROOT).equals(wanted)) {
                return new String(content, line + length, end - line - length, StandardCharsets.ISO_8859_1).strip();
            }
            line = end + 1;
        }
        return "";
    }

    private String hash() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Without the final dot and the stuffed ones (RFC 5321 4.5.2). */
    private static byte[] unstuffed(byte[] raw) {
        byte[] out = new byte[raw.length];
        int length = 0;
        boolean lineStart = true;
        for (int i = 0; i < raw.length - 3; i++) {
            if (!(lineStart && raw[i] == '.')) {
                out[length++] = raw[i];
            }
            lineStart = raw[i] == '\n';
        }
        return Arrays.copyOf(out, length);
    }
}
