/** What it costs to connect through an egress node instead of from this machine. */
package io.migomail.bench.egress;
