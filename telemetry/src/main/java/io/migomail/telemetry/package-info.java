/** What a process tells of itself to those who run it: metrics by their definitions, health, and the server for both. */
package io.migomail.telemetry;
