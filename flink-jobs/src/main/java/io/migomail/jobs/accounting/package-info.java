/** The accounting job: public events from the journal, the event store, webhooks. */
package io.migomail.jobs.accounting;
