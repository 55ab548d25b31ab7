/** The delivery job: accepted messages are rendered, signed, routed, paced and handed to the MTA. */
package io.migomail.jobs.delivery;
