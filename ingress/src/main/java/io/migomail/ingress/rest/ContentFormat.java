package io.migomail.ingress.rest;

import io.migomail.ingress.problem.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * In what form a call wants the content of a message.
 *
 * @param mime as the mail that was sent, else as JSON
 * @param recipient whose mail; null = that of the first
 */
record ContentFormat(boolean mime, @Nullable String recipient) {
    static final String MIME = "message/rfc822";
    static final String FORMAT = "format";
    static final String RECIPIENT = "recipient";

    /** @throws io.migomail.ingress.problem.Problem with every fault of the query */
    static ContentFormat of(Call call) {
        QueryParameters given = QueryParameters.of(call);
        String format = given.word(FORMAT, List.of("json", "mime"));
        boolean mime = format == null ? MediaRanges.prefers(MIME, call.header("Accept")) : format.equals("mime");
        String recipient = given.address(RECIPIENT);
        if (!mime && given.has(RECIPIENT)) {
            given.fault(RECIPIENT, ErrorCode.CONFLICTING_CONTENT, "Only the form mime is of one recipient.");
        }
        given.done();
        return new ContentFormat(mime, recipient);
    }
}
