/** What the delivery job tells of PACE and of the engine to those who run it, and how a definition becomes a metric of Flink. */
package io.migomail.mta.metric;
