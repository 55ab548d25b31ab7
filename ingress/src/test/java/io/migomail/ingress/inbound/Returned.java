package io.migomail.ingress.inbound;

/** Mails as they come back. */
final class Returned {
    private Returned() {}

    /** A notification with these lines about its recipient. */
    static String notification(String fields) {
        return """
                From: MAILER-DAEMON@mx.example.org
                Subject: Undelivered Mail Returned to Sender
                Auto-Submitted: auto-replied
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

                --b1
                Content-Type: text/plain

                The mail system could not deliver it.

                --b1
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example.org
                Arrival-Date: Fri, 27 Nov 2026 10:00:00 UTC

                %s
                --b1--
                """.formatted(fields);
    }

    /** The same that says that nobody is there. */
    static String unknownUser() {
        return notification("""
                Final-Recipient: rfc822; priya@example.org
                Action: failed
                Status: 5.1.1
                Remote-MTA: dns; inner.example.org
                Diagnostic-Code: smtp; 550 5.1.1 <priya@example.org>: User unknown
                """);
    }

    /** A report of this type about a mail with this header. */
    static String feedback(String type, String header) {
        return """
                From: feedback@provider.example
                Subject: complaint
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=feedback-report; boundary="b1"

                --b1
                Content-Type: text/plain

                A user complained.

                --b1
                Content-Type: message/feedback-report

                Feedback-Type: %s
                User-Agent: Provider/1.0
                Version: 1
                Original-Rcpt-To: redacted@provider.example

                --b1
                Content-Type: message/rfc822

                %s
                Subject: Your code
                To: redacted@provider.example

                secret
                --b1--
                """.formatted(type, header);
    }
}
