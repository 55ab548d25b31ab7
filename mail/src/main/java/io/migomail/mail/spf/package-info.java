/** Sender Policy Framework (RFC 7208): a record's terms, and what following it costs. */
package io.migomail.mail.spf;
