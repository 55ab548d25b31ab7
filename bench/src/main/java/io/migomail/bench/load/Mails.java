package io.migomail.bench.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/**
 * The messages of a run, as the octets each protocol takes. Everything that does not differ between messages is prepared
 * once: the sender shares its cores with the system it measures. Immutable, thread-safe.
 */
public final class Mails {
    /** Header by which the measuring MX recognises a message: {@code <run>-<n>}. */
    public static final String HEADER = "X-Bench-Id";

    /** The starter template whose variables a message has. */
    public static final String TEMPLATE = "otp-verification-v3";

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Stands in a prepared text first for the recipient, then for the number; occurs nowhere else in it. */
    private static final String MARK = "@@n@@";

    private final Plan plan;
    private final String messageClass;
    private final int first;
    private final String[] rest;
    private final String[] smtp;

    /**
     * What is sent.
     *
     * @param run name of the run, letters and digits
     * @param from sender address
     * @param domains number of recipient domains the load is spread over
     * @param size octets of the HTML body
     * @param template alias of a one-time password template, empty for an HTML body
     */
    public record Plan(String run, String from, int domains, int size, String template) {}

    /** Messages numbered from 0, of the class that the system chooses. */
    public Mails(Plan plan) {
        this(plan, "", 0);
    }

    private Mails(Plan plan, String messageClass, int first) {
        this.plan = plan;
        this.messageClass = messageClass;
        this.first = first;
        this.rest = restBody().split(MARK, -1);
        this.smtp = content().split(MARK, -1);
    }

    /** Others of the same run: of this class, empty = the system's choice, and with numbers that begin at {@code from}. */
    public Mails as(String otherClass, int from) {
        return new Mails(plan, otherClass, from);
    }

    /** The JSON body of POST /v1/messages. */
    public byte[] rest(int n) {
        return filled(rest, n);
    }

    /** The message for DATA with the final dot. */
    public byte[] smtp(int n) {
        return filled(smtp, n);
    }

    /** Envelope sender. */
    public String from() {
        return plan.from();
    }

    /** Recipient of message {@code n}. */
    public String recipient(int n) {
        return address(n);
    }

    private String address(int n) {
        int number = first + n;
        return "k" + number + "@d" + number % plan.domains() + ".bench.example";
    }

    private byte[] filled(String[] parts, int n) {
        String number = Integer.toString(first + n);
        return (parts[0] + address(n) + parts[1] + number + parts[2]).getBytes(StandardCharsets.US_ASCII);
    }

    private String restBody() {
        ObjectNode body = JSON.createObjectNode();
        body.put("from", plan.from()).put("to", MARK);
        if (!messageClass.isEmpty()) {
            body.put("class", messageClass);
        }
        if (plan.template().isEmpty()) {
            body.put("subject", "Your receipt").put("html", Receipt.html(plan.size()));
        } else {
            body.put("template", plan.template());
            variables(body.putObject("variables"));
        }
        body.putObject("headers").put(HEADER, plan.run() + "-" + MARK);
        return body.toString();
    }

    private String content() {
        StringBuilder out = new StringBuilder(plan.size() + 600);
        out.append("From: ").append(plan.from()).append("\r\nTo: ").append(MARK);
        out.append("\r\nSubject: Your receipt\r\nDate: Thu, 1 Jan 2026 00:00:00 +0000\r\n");
        out.append(HEADER).append(": ").append(plan.run()).append('-').append(MARK);
        out.append("\r\nMIME-Version: 1.0\r\n");
        if (!messageClass.isEmpty()) {
            out.append("X-Migo-Class: ").append(messageClass).append("\r\n");
        }
        if (plan.template().isEmpty()) {
            out.append("Content-Type: text/html; charset=us-ascii\r\n\r\n");
            out.append(Receipt.html(plan.size()).replace("\n", "\r\n"));
        } else {
            out.append("X-Migo-Template: ").append(plan.template()).append("\r\nX-Migo-Variables: ");
            out.append(variables(JSON.createObjectNode())).append("\r\n\r\n");
        }
        return out.append("\r\n.\r\n").toString();
    }

    /** Those of {@link #TEMPLATE}. */
    private static ObjectNode variables(ObjectNode out) {
        return out.put("otp_code", "847 291").put("expires_min", 5).put("user_name", "Priya");
    }
}
