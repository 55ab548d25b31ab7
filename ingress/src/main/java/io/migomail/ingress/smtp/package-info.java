/** SMTP submission: the relay through which applications hand over mail without the REST API. */
@org.jspecify.annotations.NullMarked
package io.migomail.ingress.smtp;
