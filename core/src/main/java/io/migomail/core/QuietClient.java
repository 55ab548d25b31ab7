package io.migomail.core;

import java.util.Map;

/**
 * What no Kafka client that carries the product's records does: keep a JMX bean for each of its hundreds of metrics, and
 * push them to brokers. A restart of the jobs makes dozens of clients at once, and mail waits for them
 * (docs/adr/0023-fewer-clients.md).
 */
public final class QuietClient {
    /** The same words for producers, consumers and administration. */
    public static final Map<String, String> SETTINGS = Map.of("metric.reporters", "", "enable.metrics.push", "false");

    private QuietClient() {}
}
