/** DKIM signatures (RFC 6376, RFC 8301, RFC 8463): keys, signer, verifier. */
package io.migomail.mail.dkim;
