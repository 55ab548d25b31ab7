/** Messages of RFC 5322 and MIME: composed to canonical bytes, and read again. */
package io.migomail.mail.mime;
