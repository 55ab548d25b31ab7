package io.migomail.testkit.mx;

import io.migomail.testkit.mx.Behaviour.Ending;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The dialogue of one connection. One thread. */
final class Peer {
    private final ScriptedMx mx;
    private final Door door;
    private final Wire wire;
    private final String source;
    private final int number;
    private final StringBuilder held = new StringBuilder();
    private String ehlo = "";
    private Script script = Script.NONE;
    private @Nullable Reception reception;
    private boolean over;

    Peer(ScriptedMx mx, Door door, Socket socket) throws IOException {
        this.mx = mx;
        this.door = door;
        wire = new Wire(socket, mx.closing());
        source = ((InetSocketAddress) socket.getRemoteSocketAddress())
                .getAddress()
                .getHostAddress();
        number = mx.nextConnection();
    }

    /** Talks until one side ends it. */
    void talk() throws IOException {
        try {
            answer(Step.BANNER, Step.BANNER.standard());
            String line = over ? null : wire.line();
            while (line != null) {
                heard(line);
                line = over ? null : wire.line();
            }
        } finally {
            forget();
        }
    }

    private void heard(String line) throws IOException {
        String verb = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
        boolean group = verb.equals("MAIL") || verb.equals("RCPT");
        mx.transcript().command(line, mx.transcript().kept() && !(mx.habits().holdReplies() && group) && wire.more());
        Step step = Step.of(verb).orElse(null);
        if (step == null || step == Step.BANNER || step == Step.DOT || step == Step.CONTENT) {
            wire.say("500 5.5.1 no such command", Duration.ZERO);
            return;
        }
        switch (step) {
            case EHLO, HELO -> {
                ehlo = line.substring(Math.min(line.length(), 5));
                answer(step, step == Step.EHLO ? "250-mx.test\r\n" + offered() : step.standard());
            }
            case STARTTLS -> startTls();
            case MAIL -> mail(line);
            case RCPT -> rcpt(line);
            case DATA -> data();
            case RSET -> {
                forget();
                answer(step, step.standard());
            }
            case QUIT -> {
                answer(step, step.standard());
                over = true;
            }
            default -> answer(step, step.standard());
        }
    }

    private String offered() {
        StringBuilder lines = new StringBuilder();
        for (String extension : door.extensions()) {
            if (!(wire.secured() && extension.equals("STARTTLS"))) {
                lines.append("250-").append(extension).append("\r\n");
            }
        }
        return lines.append("250 HELP").toString();
    }

    private void startTls() throws IOException {
        Behaviour told = turn(Step.STARTTLS);
        String reply = perform(told, Step.STARTTLS, Step.STARTTLS.standard());
        if (over || !reply.startsWith("220")) {
            return;
        }
        if (told.ending() == Ending.ABORT) {
            wire.taste();
            wire.reset();
            over = true;
        } else {
            wire.startTls();
            mx.transcript().securedOne();
        }
    }

    private void mail(String line) throws IOException {
        forget();
        script = script(path(wire.ahead()));
        reception = new Reception(mx, new Reception.Origin(path(line), source, host(), number));
        if (!answer(Step.MAIL, Step.MAIL.standard()).startsWith("2")) {
            forget();
        }
    }

    private Script script(String recipient) {
        return mx.habits().byAddress() ? Script.of(recipient) : Script.plain(recipient);
    }

    private void rcpt(String line) throws IOException {
        String recipient = path(line);
        script = script(recipient);
        Reception current = reception;
        if (current == null) {
            wire.say("503 5.5.1 MAIL first", Duration.ZERO);
            return;
        }
        String grey = script.greylisted();
        if (grey != null && mx.firstSeen(source, current.sender(), recipient)) {
            perform(Behaviour.reply(grey), Step.RCPT, grey);
        } else {
            answer(Step.RCPT, Step.RCPT.standard());
        }
    }

    private void data() throws IOException {
        Reception current = reception;
        boolean nobody = current == null || !current.hasRecipient();
        String standard = nobody ? "503 5.5.1 no valid recipients" : Step.DATA.standard();
        if (!answer(Step.DATA, standard).startsWith("354")) {
            return;
        }
        Behaviour within = turn(Step.CONTENT);
        if (!within.equals(Behaviour.STANDARD)) {
            wire.taste();
            perform(within, Step.CONTENT, "");
            over = true;
            return;
        }
        byte[] raw = wire.content();
        mx.transcript().message(mx.transcript().kept() ? new String(raw, StandardCharsets.ISO_8859_1) : "");
        if (current != null) {
            current.content(raw, ehlo, wire.secured());
        }
        answer(Step.DOT, Step.DOT.standard());
        forget();
    }

    private void forget() {
        Reception ended = reception;
        reception = null;
        script = Script.NONE;
        if (ended != null) {
            ended.close();
        }
    }

    private Behaviour turn(Step step) {
        Behaviour asked = script.at(step);
        if (asked != null && mx.stillHappens(asked, step, script.address())) {
            return asked;
        }
        return Objects.requireNonNullElse(door.plan().next(step), Behaviour.STANDARD);
    }

    private String answer(Step step, String standard) throws IOException {
        return perform(turn(step), step, standard);
    }

    /** Does it; what was said. */
    private String perform(Behaviour told, Step step, String standard) throws IOException {
        wire.pause(told.delay());
        String reply = Objects.requireNonNullElse(told.reply(), standard);
        if (reception != null) {
            reception.answered(step, script.address(), reply, told.taken());
        }
        if (mx.habits().holdReplies() && (step == Step.MAIL || step == Step.RCPT)) {
            held.append(reply).append("\r\n");
            return reply;
        }
        if (!reply.isEmpty()) {
            String lines = held + reply;
            held.setLength(0);
            wire.say(lines, told.drip() ? mx.habits().drip() : Duration.ZERO);
        }
        switch (told.ending()) {
            case CLOSE -> {
                over = true;
                wire.close();
            }
            case RESET -> {
                over = true;
                wire.reset();
            }
            case SILENCE -> {
                over = true;
                wire.ignore();
            }
            default -> {}
        }
        return reply;
    }

    private String host() {
        return door.address() + ":" + door.port();
    }

    private static String path(String line) {
        int from = line.indexOf('<');
        int to = line.indexOf('>', from + 1);
        return from < 0 || to < 0 ? "" : line.substring(from + 1, to);
    }
}
