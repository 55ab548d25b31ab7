package io.migomail.testkit.mx;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A plain SMTP client that waits for every reply. */
final class MxClient implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader in;

    MxClient(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(10_000);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    }

    /** The first line of the next reply; "end" where the connection is over. */
    String reply() {
        try {
            String first = in.readLine();
            String line = first;
            while (line != null && line.length() > 3 && line.charAt(3) == '-') {
                line = in.readLine();
            }
            return first == null ? "end" : first;
        } catch (IOException e) {
            return "end";
        }
    }

    String say(String line) throws IOException {
        write(line + "\r\n");
        return reply();
    }

    void write(String octets) throws IOException {
        socket.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** A whole mail to one recipient; the reply that ended it. */
    String mail(String recipient) throws IOException {
        for (String line : new String[] {"MAIL FROM:<me@test>", "RCPT TO:<" + recipient + ">", "DATA"}) {
            String reply = say(line);
            if (!reply.startsWith("2") && !reply.startsWith("3")) {
                return reply;
            }
        }
        return say("Message-ID: <" + recipient + ">\r\n\r\n..dot\r\n.");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
