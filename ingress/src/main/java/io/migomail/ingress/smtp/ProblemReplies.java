package io.migomail.ingress.smtp;

import io.migomail.ingress.problem.Problem;
import io.migomail.mail.smtp.SmtpReply;

/** How a problem is told over SMTP: the reply of its code, then the code's word and the sentence. */
final class ProblemReplies {
    private ProblemReplies() {}

    static SmtpReply of(Problem problem) {
        String[] parts = problem.code().smtpReply().split(" ");
        String text = problem.code().word() + ": " + problem.detail();
        return SmtpReply.of(Integer.parseInt(parts[0]), parts[1], text);
    }
}
