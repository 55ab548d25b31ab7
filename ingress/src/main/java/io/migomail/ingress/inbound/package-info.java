/** The server that takes what comes back: bounces to return paths, and complaints. */
@org.jspecify.annotations.NullMarked
package io.migomail.ingress.inbound;
