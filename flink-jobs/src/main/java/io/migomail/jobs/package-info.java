/** The two Flink jobs: what they share about settings, Kafka and records at operator edges. */
package io.migomail.jobs;
