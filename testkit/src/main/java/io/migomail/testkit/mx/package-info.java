/** An MX over real sockets that misbehaves as it is told, and writes down what came. */
@org.jspecify.annotations.NullMarked
package io.migomail.testkit.mx;
