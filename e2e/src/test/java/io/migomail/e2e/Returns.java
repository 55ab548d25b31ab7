package io.migomail.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A mail system that returns mail, and a mailbox provider that passes complaints on. */
final class Returns {
    private final int port;

    Returns(int port) {
        this.port = port;
    }

    /** The reply to a report that the mailbox is not there, or to its recipient. */
    String bounce(String returnPath, String recipient) throws IOException {
        return send(returnPath, """
                From: MAILER-DAEMON@inner.example
                Subject: Undelivered Mail Returned to Sender
                Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

                --b1
                Content-Type: message/delivery-status

                Reporting-MTA: dns; inner.example

                Final-Recipient: rfc822; %s
                Action: failed
                Status: 5.1.1
                Remote-MTA: dns; store.inner.example
                Diagnostic-Code: smtp; 550 5.1.1 <%s>: User unknown

                --b1--
                """.formatted(recipient, recipient));
    }

    /** The reply to a complaint about a mail with this field, in which addresses are blackened, or to its recipient. */
    String complaint(String address, String field) throws IOException {
        return send(address, """
                From: fbl@provider.example
                Subject: complaint
                Content-Type: multipart/report; report-type=feedback-report; boundary="b1"

                --b1
                Content-Type: message/feedback-report

                Feedback-Type: abuse
                User-Agent: Provider/1.0
                Version: 1

                --b1
                Content-Type: message/rfc822

                To: redacted@provider.example
                %s

                secret
                --b1--
                """.formatted(field));
    }

    private String send(String recipient, String mail) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(60_000);
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            reply(in);
            for (String command :
                    new String[] {"EHLO mx.inner.example", "MAIL FROM:<>", "RCPT TO:<" + recipient + ">", "DATA"}) {
                String reply = say(socket, in, command);
                if (reply.charAt(0) != '2' && reply.charAt(0) != '3') {
                    return reply;
                }
            }
            return say(socket, in, mail.replace("\n", "\r\n") + ".");
        }
    }

    private static String say(Socket socket, BufferedReader in, String text) throws IOException {
        socket.getOutputStream().write((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
        return reply(in);
    }

    private static String reply(BufferedReader in) throws IOException {
        String line = in.readLine();
        while (line != null && line.length() > 3 && line.charAt(3) == '-') {
            line = in.readLine();
        }
        return String.valueOf(line);
    }
}
