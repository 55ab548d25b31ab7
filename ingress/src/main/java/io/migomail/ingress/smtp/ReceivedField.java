package io.migomail.ingress.smtp;

import io.migomail.mail.header.MailDate;
import io.migomail.mail.smtp.server.Envelope;
import io.migomail.mail.smtp.server.SmtpConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;

/** The Received field of a submission (RFC 5321 4.4, protocol words of RFC 3848 and RFC 6531). Stateless. */
final class ReceivedField {
    private ReceivedField() {}

    /** The field with its CRLF. */
    static String of(SmtpConnection connection, Envelope envelope, String hostName, long at) {
        return "Received: from " + helo(envelope.helo()) + " (" + address(connection) + ")\r\n\tby " + hostName
                + " with " + protocol(connection, envelope) + ";\r\n\t" + MailDate.of(Instant.ofEpochMilli(at))
                + "\r\n";
    }

    /** Only what a host name or literal is made of: the client may have said anything. */
    private static String helo(String name) {
        String clean = name.replaceAll("[^A-Za-z0-9.:\\[\\]_-]", "");
        return clean.isEmpty() ? "unknown" : clean;
    }

    private static String address(SmtpConnection connection) {
        if (connection.remote() instanceof InetSocketAddress socket && socket.getAddress() != null) {
            InetAddress address = socket.getAddress();
            String text = address.getHostAddress();
            return text.contains(":") ? "[IPv6:" + text + "]" : "[" + text + "]";
        }
        return "unknown";
    }

    private static String protocol(SmtpConnection connection, Envelope envelope) {
        String base = envelope.from().smtpUtf8() ? "UTF8SMTP" : "ESMTP";
        return base + (connection.tls() == null ? "A" : "SA");
    }
}
