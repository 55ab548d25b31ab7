package io.migomail.bench.sizing;

/**
 * What one message is in one topic.
 *
 * @param octets as one replica holds them
 * @param reads how often it is read, copying to other brokers apart
 */
record LogCost(Cost octets, double reads) {
    static LogCost of(Coefficients table, String topic) {
        return new LogCost(table.cost("log." + topic, "octets"), table.take("log." + topic + ".reads", "times"));
    }
}
