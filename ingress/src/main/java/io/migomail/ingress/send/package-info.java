/** The body of POST /v1/messages, from JSON to a checked send. */
package io.migomail.ingress.send;
