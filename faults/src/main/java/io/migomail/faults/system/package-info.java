/** The system under test: its processes, and what it tells of messages by API and webhook. */
@org.jspecify.annotations.NullMarked
package io.migomail.faults.system;
