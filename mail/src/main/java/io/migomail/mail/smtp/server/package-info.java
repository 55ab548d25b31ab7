/**
 * An SMTP server on Netty for every party of the product that receives mail: submission, the capturing MX, the measuring
 * MX, and an MX that misbehaves by script. The server owns the protocol; a {@link
 * io.migomail.mail.smtp.server.SmtpConversation} owns the decisions.
 */
@org.jspecify.annotations.NullMarked
package io.migomail.mail.smtp.server;
