package io.migomail.compose;

import java.util.function.UnaryOperator;

/**
 * What tells one recipient's mail from another's.
 *
 * @param links of the mail to us
 * @param traces from a delivery to the local part of its return path
 */
public record MailMarks(TrackingUrls links, UnaryOperator<String> traces) {}
