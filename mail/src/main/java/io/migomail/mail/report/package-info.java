/** What mail systems and mailbox providers send back about a mail: delivery reports (RFC 3464) and complaints (RFC 5965). */
@org.jspecify.annotations.NullMarked
package io.migomail.mail.report;
