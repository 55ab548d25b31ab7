package io.migomail.core;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Settings that every Kafka producer of the product shares: a record is acknowledged by all in-sync replicas, never
 * written twice by a retry, and never waits for others to fill a batch. Each producer adds its own bounds of time and
 * size.
 */
public final class DurableProducer {
    private DurableProducer() {}

    /** A fresh map of Kafka's names, to be added to. */
    public static Map<String, Object> settings(KafkaAddress kafka) {
        Map<String, Object> out = new HashMap<>(QuietClient.SETTINGS);
        out.putAll(kafka.settings());
        out.put("acks", "all");
        out.put("enable.idempotence", true);
        out.put("linger.ms", 0L);
        out.put("compression.type", "none");
        out.put("reconnect.backoff.max.ms", 500L);
        // Else the first record after a quiet hour waits for the topic's metadata.
        out.put("metadata.max.idle.ms", Duration.ofDays(7).toMillis());
        return out;
    }
}
