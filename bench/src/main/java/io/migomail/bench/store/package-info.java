/** {@code ./migomail bench store}: the event store alone, over events that it makes itself. */
package io.migomail.bench.store;
