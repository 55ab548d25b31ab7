package io.migomail.mail.smtp.server;

import io.migomail.core.MailAddress;
import io.migomail.mail.smtp.MailFrom;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known between MAIL and the end of the content. Confined to its connection's event loop. */
final class Transaction {
    final MailFrom from;
    final List<MailAddress> recipients = new ArrayList<>();

    /** Set while content is being received. */
    @Nullable
    ContentReader content;

    Transaction(MailFrom from) {
        this.from = from;
    }

    void release() {
        if (content != null) {
            content.release();
        }
    }
}
