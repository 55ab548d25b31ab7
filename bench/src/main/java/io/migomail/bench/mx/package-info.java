/** The MX at the end of the way: notes when each message was accepted. */
@org.jspecify.annotations.NullMarked
package io.migomail.bench.mx;
