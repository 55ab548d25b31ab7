package io.migomail.ingress.pace;

import io.migomail.control.pace.CancelBook;
import io.migomail.core.record.CancelRecord;
import java.util.concurrent.CompletableFuture;

/** One request to cancel, until PACE has spoken of every recipient. Records come on the reader's thread. */
final class CancelWait {
    final CompletableFuture<Boolean> done = new CompletableFuture<>();
    private final CancelRecord request;
    private boolean stored;

    CancelWait(CancelRecord request) {
        this.request = request;
    }

    /** What was said before this request was in the log is of an earlier one. */
    void read(CancelRecord record, CancelBook book) {
        stored |= record.equals(request);
        if (stored && book.verdicts(request.getMessageId()).size() >= request.getRecipients()) {
            done.complete(true);
        }
    }
}
