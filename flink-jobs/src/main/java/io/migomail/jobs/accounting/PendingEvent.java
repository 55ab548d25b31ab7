package io.migomail.jobs.accounting;

import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * An event that an endpoint has not taken yet.
 *
 * @param failures attempts that failed
 * @param due not to be tried before
 */
public record PendingEvent(byte[] body, int failures, long due) {
    static final TypeInformation<PendingEvent> TYPE = TypeInformation.of(PendingEvent.class);
}
