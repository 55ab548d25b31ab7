package io.migomail.core;

import java.util.HashMap;
import java.util.Map;

/**
 * Settings that every Kafka consumer shares which reads topics by itself, without a group: from where it seeks to, nothing is
 * committed or created. Each adds its own bounds of time and size.
 */
public final class TopicReader {
    private TopicReader() {}

    /** A fresh map of Kafka's names, to be added to. */
    public static Map<String, Object> settings(KafkaAddress kafka) {
        Map<String, Object> out = new HashMap<>(QuietClient.SETTINGS);
        out.putAll(kafka.settings());
        out.put("enable.auto.commit", false);
        out.put("allow.auto.create.topics", false);
        out.put("auto.offset.reset", "earliest");
        out.put("reconnect.backoff.max.ms", 500);
        out.put("default.api.timeout.ms", (int) Limits.CONTROL_READ_TIMEOUT.toMillis());
        return out;
    }
}
