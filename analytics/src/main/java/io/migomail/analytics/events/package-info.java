/** The public form of events: one JSON for webhooks, the pull feed and the event log. */
package io.migomail.analytics.events;
