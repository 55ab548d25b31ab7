/** The command {@code ./migomail faults}: load, a fault, and the checker's verdicts. */
@org.jspecify.annotations.NullMarked
package io.migomail.faults;
