package io.migomail.ingress.problem;

import java.util.Locale;

/** Every error a caller can meet: its code, HTTP status, SMTP reply and title. The error reference is this list. */
public enum ErrorCode {
    MALFORMED_JSON(400, "550 5.6.0", "The request body is not valid JSON"),
    MALFORMED_REQUEST(400, "550 5.6.0", "The request is not valid HTTP"),
    INVALID_CURSOR(400, "550 5.6.0", "The cursor is not one that this list returned"),
    MISSING_API_KEY(401, "530 5.7.0", "No API key was given"),
    INVALID_API_KEY(401, "535 5.7.8", "The API key is not valid"),
    SIGNATURE_REQUIRED(401, "535 5.7.8", "The API key takes signed requests only"),
    SIGNATURE_INVALID(401, "535 5.7.8", "The signature is not that of this request"),
    SIGNATURE_EXPIRED(401, "535 5.7.8", "The timestamp of the signature is too far from now"),
    SIGNATURE_REPLAYED(401, "535 5.7.8", "The signature was used before"),
    INSUFFICIENT_SCOPE(403, "550 5.7.1", "The API key lacks the scope that this needs"),
    DOMAIN_NOT_VERIFIED(403, "550 5.7.1", "The From domain is not a verified domain of the account"),
    ENVIRONMENT_MISMATCH(403, "535 5.7.8", "The API key is not one of the environment that this host serves"),
    SOURCE_NOT_ALLOWED(403, "535 5.7.8", "The API key may not be used from this address"),
    DOMAIN_NOT_ALLOWED(403, "550 5.7.1", "The API key may not send from this domain"),
    TEMPLATE_NOT_ALLOWED(403, "550 5.7.1", "The API key may not send this"),
    PLAN_LIMIT_REACHED(403, "550 5.7.1", "The plan of the account allows no more of these"),
    NOT_FOUND(404, "550 5.1.0", "There is no such resource"),
    CONTENT_NOT_KEPT(404, "550 5.1.0", "The content of the message is not kept"),
    INVALID_LINK(404, "550 5.1.0", "The link is not one that a mail of ours holds"),
    METHOD_NOT_ALLOWED(405, "550 5.5.1", "The resource does not know this method"),
    INVALID_IDEMPOTENT_REQUEST(409, "550 5.6.0", "The idempotency key was used with another body"),
    ALREADY_EXISTS(409, "550 5.6.0", "There is one already"),
    CONFLICT(409, "451 4.3.0", "Another change came first"),
    IN_USE(409, "550 5.5.1", "Something depends on it"),
    LAST_OWNER(409, "550 5.5.1", "The account would have no owner"),
    ROTATION_IN_PROGRESS(409, "550 5.5.1", "The last rotation of the keys has not ended"),
    KEY_NOT_ACTIVE(409, "550 5.5.1", "The API key is revoked, expired or has a successor"),
    NOT_CANCELABLE(409, "550 5.5.1", "Nothing of the message can be canceled any more"),
    DELIVERY_IN_FLIGHT(409, "550 5.5.1", "An attempt at the delivery is under way"),
    DELIVERY_FINAL(409, "550 5.5.1", "The delivery has its final outcome"),
    WEBHOOK_DISABLED(409, "550 5.5.1", "The webhook is disabled"),
    REPLAY_IN_PROGRESS(409, "550 5.5.1", "The last replay of the webhook has not ended"),
    RECIPIENT_ERASED(410, "550 5.1.0", "The data of the recipient was erased"),
    CONTENT_EXPIRED(410, "550 5.1.0", "The content of the message is kept no longer"),
    PAYLOAD_TOO_LARGE(413, "552 5.3.4", "The message is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "550 5.6.1", "The body must be application/json in UTF-8, not compressed"),
    VALIDATION_FAILED(422, "550 5.6.0", "Several fields are not valid"),
    UNKNOWN_FIELD(422, "550 5.6.0", "The field does not exist"),
    MISSING_FIELD(422, "550 5.6.0", "A required field is missing"),
    INVALID_TYPE(422, "550 5.6.0", "The field has the wrong type"),
    INVALID_VALUE(422, "550 5.6.0", "The value is not allowed"),
    INVALID_ADDRESS(422, "553 5.1.3", "The address is not valid"),
    FORBIDDEN_CHARACTER(422, "550 5.6.0", "The value holds a character that is not allowed"),
    TOO_LONG(422, "550 5.6.0", "The value is too long"),
    TOO_MANY(422, "550 5.6.0", "There are too many entries"),
    TOO_MANY_RECIPIENTS(422, "452 4.5.3", "The message has too many recipients"),
    HEADER_NOT_ALLOWED(422, "550 5.6.0", "The header cannot be set by the request"),
    MISSING_CONTENT(422, "550 5.6.0", "The message has neither template nor body"),
    CONFLICTING_CONTENT(422, "550 5.6.0", "The fields exclude each other"),
    TEMPLATE_NOT_FOUND(422, "550 5.6.0", "There is no such template or version"),
    MISSING_VARIABLE(422, "550 5.6.0", "The template needs a variable that is missing"),
    INVALID_TEMPLATE(422, "550 5.6.0", "The template cannot be published"),
    RENDER_FAILED(422, "550 5.6.0", "The template cannot be rendered with these variables"),
    STREAM_MISMATCH(422, "550 5.7.1", "The domain belongs to another stream"),
    NO_IP_POOL(422, "550 5.7.1", "The account has no IP pool for this stream"),
    UNSAFE_URL(422, "550 5.6.0", "The URL points to an address that is not allowed"),
    RATE_LIMITED(429, "451 4.7.1", "Too many requests"),
    INTERNAL_ERROR(500, "451 4.3.0", "Something failed on our side"),
    STORE_UNAVAILABLE(503, "451 4.3.0", "It could not be stored now; try again"),
    BUSY(503, "452 4.3.1", "The server has no room for this now; try again"),
    SHUTTING_DOWN(503, "421 4.3.2", "The server is shutting down; try again");

    private final int status;
    private final String smtpReply;
    private final String title;

    ErrorCode(int status, String smtpReply, String title) {
        this.status = status;
        this.smtpReply = smtpReply;
        this.title = title;
    }

    /** The {@code code} in answers. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** Reply code and enhanced status code, without text: {@code 550 5.6.0}. */
    public String smtpReply() {
        return smtpReply;
    }

    /** The same sentence for every occurrence. */
    public String title() {
        return title;
    }

    /** Whether the same request may succeed later. */
    public boolean retryable() {
        return status == 429 || status >= 500 || this == CONFLICT;
    }
}
