/** The benchmark command: open-loop load, a measuring MX and a report. */
@org.jspecify.annotations.NullMarked
package io.migomail.bench;
