/** Traces of OpenTelemetry: off, and free, unless the environment names a collector (docs/adr/0059). */
package io.migomail.telemetry.trace;
