/** The systems that are measured: a private stack, a running one, and a peer. */
@org.jspecify.annotations.NullMarked
package io.migomail.bench.system;
