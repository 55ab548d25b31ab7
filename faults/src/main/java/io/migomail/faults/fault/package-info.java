/** The faults, a class each. */
@org.jspecify.annotations.NullMarked
package io.migomail.faults.fault;
