/** Certificates for our own servers: read from PEM files or issued by a local authority. */
package io.migomail.mail.tls;
