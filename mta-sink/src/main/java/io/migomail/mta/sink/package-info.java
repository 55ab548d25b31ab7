/** The Flink sink: attempts in, outcomes into the journal. */
package io.migomail.mta.sink;
