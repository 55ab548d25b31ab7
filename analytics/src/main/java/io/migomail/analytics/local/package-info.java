/** A genuine ClickHouse engine as a child process, for the one-command run and for tests. */
package io.migomail.analytics.local;
