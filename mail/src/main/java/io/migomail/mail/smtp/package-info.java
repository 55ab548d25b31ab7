/** SMTP grammar without sockets: commands, their parameters, replies (RFC 5321, 1870, 6152, 6531, 3030, 4954). */
@org.jspecify.annotations.NullMarked
package io.migomail.mail.smtp;
