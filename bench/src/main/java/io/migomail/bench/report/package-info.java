/** From what was noted to figures, as text and as JSON. */
@org.jspecify.annotations.NullMarked
package io.migomail.bench.report;
