package io.migomail.ingress.metric;

import io.migomail.mail.smtp.SmtpCommand;
import io.migomail.mail.smtp.server.SmtpObserver;
import io.migomail.mail.smtp.server.SmtpServer;
import io.migomail.telemetry.Count;
import io.migomail.telemetry.Labelled;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/** Counts what happens at one SMTP server. Thread-safe; allocates nothing for a command or a reply. */
public final class SmtpMeter implements SmtpObserver {
    private final Count opened;
    private final Count refused;
    private final Map<SmtpCommand.Verb, Count> commands = new EnumMap<>(SmtpCommand.Verb.class);
    private final Count[] replies = new Count[6];
    private final Consumer<Servers> found;

    /** A server that runs. */
    record Servers(SmtpServer server) {
        double connections() {
            return server.connections();
        }

        double buffered() {
            return server.bufferedOctets();
        }

        static Map<String, Double> ask(Map<String, Servers> running, ToDoubleFunction<Servers> what) {
            Map<String, Double> out = new HashMap<>();
            running.forEach((name, server) -> out.put(name, what.applyAsDouble(server)));
            return out;
        }
    }

    SmtpMeter(
            String server,
            Labelled<Count> sessions,
            Labelled<Count> commands,
            Labelled<Count> replies,
            Consumer<Servers> found) {
        this.opened = sessions.with(server, "opened");
        this.refused = sessions.with(server, "refused");
        for (SmtpCommand.Verb verb : SmtpCommand.Verb.values()) {
            this.commands.put(verb, commands.with(server, verb.name().toLowerCase(Locale.ROOT)));
        }
        for (int digit = 2; digit <= 5; digit++) {
            this.replies[digit] = replies.with(server, digit + "xx");
        }
        this.found = found;
    }

    /** The server whose connections are told. */
    public SmtpServer serve(SmtpServer server) {
        found.accept(new Servers(server));
        return server;
    }

    @Override
    public void connection(boolean admitted) {
        (admitted ? opened : refused).one();
    }

    @Override
    public void command(SmtpCommand.Verb verb) {
        Count count = commands.get(verb);
        if (count != null) {
            count.one();
        }
    }

    @Override
    public void reply(int code) {
        int digit = code / 100;
        if (digit >= 2 && digit <= 5) {
            replies[digit].one();
        }
    }
}
