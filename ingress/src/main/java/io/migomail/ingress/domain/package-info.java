/** Sending domains: the records that they need, what the DNS shows of them, and what follows from it. */
package io.migomail.ingress.domain;
