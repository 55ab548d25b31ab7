/** The receiving MX, which writes down every transaction. */
@org.jspecify.annotations.NullMarked
package io.migomail.faults.mx;
