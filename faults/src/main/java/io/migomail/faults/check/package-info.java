/** The checker: what clients were told against what arrived and what the product says of it. */
@org.jspecify.annotations.NullMarked
package io.migomail.faults.check;
