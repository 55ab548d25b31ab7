/** Header fields of a message as octets: found, unfolded, decoded, removed, without touching what is not asked for. */
@org.jspecify.annotations.NullMarked
package io.migomail.mail.header;
