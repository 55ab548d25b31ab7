/** The event store: ClickHouse schema and migrations, the writer of events, and their readers. */
package io.migomail.analytics;
