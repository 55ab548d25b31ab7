package io.migomail.core;

/**
 * Somebody to whom an application writes in one environment, as a link to unsubscribe tells.
 *
 * @param address as the mail was addressed to it
 */
public record Subscriber(String accountId, String applicationId, Environment environment, String address) {
    private static final String SEPARATOR = "\n";
    private static final int PARTS = 4;

    /** @throws IllegalArgumentException where a line end is in it, which no id and no address has */
    public Subscriber {
        if ((accountId + applicationId + address).contains(SEPARATOR)) {
            throw new IllegalArgumentException("an id or an address with a line end");
        }
    }

    /** As text, from which {@link #parse} makes it again. */
    String text() {
        return String.join(SEPARATOR, accountId, applicationId, environment.word(), address);
    }

    /** @throws IllegalArgumentException for text that {@link #text} does not make */
    static Subscriber parse(String text) {
        String[] parts = text.split(SEPARATOR, -1);
        if (parts.length != PARTS) {
            throw new IllegalArgumentException("a subscriber has " + PARTS + " parts");
        }
        return new Subscriber(parts[0], parts[1], Environment.of(parts[2]), parts[3]);
    }
}
