package io.migomail.faults.load;

import java.util.SplittableRandom;

/**
 * The messages of a run, each a function of the seed and its number. Every second one carries an idempotency key, every
 * twentieth comes from a domain that is not ours and must be refused. Immutable.
 */
public final class FaultMails {
    /** d0, d1 and so on below the domain of a run. */
    public static final int DOMAINS = 10;

    private static final int STRANGERS = 20;
    private static final int OCTETS = 20 * 34;

    private final String run;
    private final String from;
    private final String domain;
    private final long seed;
    private final int octets;

    /**
     * Of a run.
     *
     * @param run its name: lower-case letters and digits
     * @param from a sender address that the system takes
     * @param domain recipients are spread over {@link #DOMAINS} domains below it
     */
    public FaultMails(String run, String from, String domain, long seed) {
        this(run, from, domain, seed, OCTETS);
    }

    private FaultMails(String run, String from, String domain, long seed, int octets) {
        this.octets = octets;
        this.run = run;
        this.from = from;
        this.domain = domain;
        this.seed = seed;
    }

    /** The same with bodies of so many octets at least; the usual ones where that is less. */
    public FaultMails larger(int size) {
        return new FaultMails(run, from, domain, seed, Math.max(octets, size));
    }

    /** Message {@code n}. */
    public FaultMail of(int n) {
        String id = run + "-" + n;
        boolean stranger = n % STRANGERS == STRANGERS - 1;
        return new FaultMail(
                id,
                stranger ? "noreply@not-ours.example" : from,
                id + "@d" + n % DOMAINS + "." + domain,
                n % 2 == 1 ? "key-" + id : "",
                classOf(id),
                body(id, n));
    }

    /** The class in which the message of that id is sent, whatever the run. */
    public static String classOf(String id) {
        return Integer.parseInt(id.substring(id.lastIndexOf('-') + 1)) % 4 < 2 ? "critical" : "normal";
    }

    /** Whether that is a message of this run. */
    public boolean has(String id) {
        return id.startsWith(run + "-");
    }

    /** The number of a message of this run. */
    public int number(String id) {
        return Integer.parseInt(id.substring(run.length() + 1));
    }

    private String body(String id, int n) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + n);
        StringBuilder out = new StringBuilder("This is message " + id + ".\n");
        while (out.length() < octets) {
            out.append(Long.toHexString(random.nextLong()))
                    .append(' ')
                    .append(Long.toHexString(random.nextLong()))
                    .append('\n');
        }
        return out.toString();
    }
}
