package io.migomail.mail.smtp.server;

import io.migomail.mail.smtp.SmtpReply;
import io.migomail.mail.smtp.server.SmtpServerConfig.Extension;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The answer to EHLO. */
final class Greeting {
    private Greeting() {}

    static SmtpReply ehlo(SmtpServerConfig config, boolean tls, boolean auth) {
        Set<Extension> offered = config.extensions();
        List<String> lines = new ArrayList<>();
        lines.add(config.hostName());
        add(lines, offered.contains(Extension.PIPELINING), "PIPELINING");
        add(lines, offered.contains(Extension.SIZE), "SIZE " + config.bounds().messageBytes());
        add(lines, offered.contains(Extension.EIGHT_BIT_MIME), "8BITMIME");
        add(lines, offered.contains(Extension.ENHANCED_STATUS_CODES), "ENHANCEDSTATUSCODES");
        add(lines, offered.contains(Extension.CHUNKING), "CHUNKING");
        add(lines, offered.contains(Extension.SMTP_UTF8), "SMTPUTF8");
        add(lines, offersStartTls(config, tls), "STARTTLS");
        add(lines, auth, "AUTH PLAIN LOGIN");
        return new SmtpReply(250, "", lines);
    }

    static boolean offersStartTls(SmtpServerConfig config, boolean tls) {
        return config.tls() != null && !tls && config.extensions().contains(Extension.STARTTLS);
    }

    private static void add(List<String> lines, boolean offered, String line) {
        if (offered) {
            lines.add(line);
        }
    }
}
