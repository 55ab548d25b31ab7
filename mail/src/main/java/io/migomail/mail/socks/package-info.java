/** SOCKS 5 (RFC 1928, RFC 1929) as delivery and egress nodes speak it: BIND a source address, then CONNECT from it. */
package io.migomail.mail.socks;
