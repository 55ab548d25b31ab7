/** Questions to the DNS that a mail system asks, answered without blocking and never with an exception. */
package io.migomail.mail.dns;
