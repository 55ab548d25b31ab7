package io.migomail.jobs.delivery;

import java.io.Serializable;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * A record of {@code mail.accepted}, not decoded yet.
 *
 * @param queuedAt the broker's append time
 * @param place topic, partition and offset, for the log
 */
public record Incoming(byte[] value, long queuedAt, String place) implements Serializable {
    static final TypeInformation<Incoming> TYPE = TypeInformation.of(Incoming.class);
}
