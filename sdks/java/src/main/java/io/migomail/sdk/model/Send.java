// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Either `template` with `variables`, or `subject` with `html`, `text` or both. to, cc and bcc have at most
 * 50 addresses together.
 */
public final class Send extends Params<Send> {

    /**
     * Sets to.
     */
    public Send to(Object value) {
        return with("to", value);
    }

    /**
     * Sets cc.
     */
    public Send cc(Object value) {
        return with("cc", value);
    }

    /**
     * Sets bcc.
     */
    public Send bcc(Object value) {
        return with("bcc", value);
    }

    /**
     * Sets from.
     */
    public Send from(Object value) {
        return with("from", value);
    }

    /**
     * Sets reply_to.
     */
    public Send replyTo(Object value) {
        return with("reply_to", value);
    }

    /**
     * Sets subject.
     */
    public Send subject(String value) {
        return with("subject", value);
    }

    /**
     * Sets html.
     */
    public Send html(String value) {
        return with("html", value);
    }

    /**
     * Sets text.
     */
    public Send text(String value) {
        return with("text", value);
    }

    /**
     * Sets template: alias.
     */
    public Send template(String value) {
        return with("template", value);
    }

    /**
     * Sets template_version: default: the active one.
     */
    public Send templateVersion(long value) {
        return with("template_version", value);
    }

    /**
     * Sets variables.
     */
    public Send variables(Map<String, Object> value) {
        return with("variables", value);
    }

    /**
     * Sets stream.
     */
    public Send stream(String value) {
        return with("stream", value);
    }

    /**
     * Sets headers.
     */
    public Send headers(Map<String, String> value) {
        return with("headers", value);
    }

    /**
     * Sets attachments.
     */
    public Send attachments(List<Attachment> value) {
        return with("attachments", value);
    }

    /**
     * Sets tags.
     */
    public Send tags(List<String> value) {
        return with("tags", value);
    }

    /**
     * Sets metadata: never put into the mail.
     */
    public Send metadata(Map<String, String> value) {
        return with("metadata", value);
    }

    /**
     * Sets class.
     */
    public Send messageClass(String value) {
        return with("class", value);
    }

    /**
     * Sets expires_in: seconds from the send, or from scheduled_at; what is not delivered by then is not
     * delivered.
     */
    public Send expiresIn(long value) {
        return with("expires_in", value);
    }

    /**
     * Sets track_opens: an invisible image at the end of the HTML part tells of each opening. Opens by machines,
     * as those of Apple Mail Privacy Protection and of Gmail's image proxy, are told apart.
     */
    public Send trackOpens(boolean value) {
        return with("track_opens", value);
    }

    /**
     * Sets track_clicks: links of the HTML part lead over us to where they led, and each click is told. Links to
     * other than http and https, links in comments, and links with `data-migo-track="off"` stay as they are.
     */
    public Send trackClicks(boolean value) {
        return with("track_clicks", value);
    }

    /**
     * Sets list_unsubscribe: adds `List-Unsubscribe` and `List-Unsubscribe-Post` (RFC 8058), signed: mail
     * programs show a button, and whoever uses it is put on the suppression list. By default true for marketing
     * mail that brings no such header, else false.
     */
    public Send listUnsubscribe(boolean value) {
        return with("list_unsubscribe", value);
    }

    /**
     * Sets sandbox_result: with a sandbox key only: what is to become of the mail. Without it the recipient says
     * so, by the part before `&#64;` and any `+label`, in any domain; other recipients take the mail. hardbounce:
     * the mailbox does not exist. softbounce: it is full at the first attempt. complaint, opened, unsubscribe:
     * delivered, and that follows. suppressed: as if on the list. slow: the mail server needs 5 seconds. Nothing
     * of it puts anybody on the suppression list..
     */
    public Send sandboxResult(String value) {
        return with("sandbox_result", value);
    }

    /**
     * Sets scheduled_at: when to send it, at most 30 days ahead, with its zone; it is rendered and signed then,
     * and may be canceled before. A time that has passed (by 24 hours at most) is now..
     */
    public Send scheduledAt(Instant value) {
        return with("scheduled_at", value);
    }

    /**
     * A part of it.
     */
    public static final class Attachment extends Params<Attachment> {

        /**
         * Sets filename.
         */
        public Attachment filename(String value) {
            return with("filename", value);
        }

        /**
         * Sets content.
         */
        public Attachment content(String value) {
            return with("content", value);
        }

        /**
         * Sets content_type.
         */
        public Attachment contentType(String value) {
            return with("content_type", value);
        }

        /**
         * Sets content_id.
         */
        public Attachment contentId(String value) {
            return with("content_id", value);
        }
    }
}
