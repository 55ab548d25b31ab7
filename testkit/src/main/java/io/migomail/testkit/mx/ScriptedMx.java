package io.migomail.testkit.mx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * An MX over real sockets that misbehaves as it is told and keeps a journal of what came.
 *
 * <p><b>By recipient</b>: the local part says what happens to mail for it, as {@code step-behaviour} with the words of
 * {@link Step} and {@link Behaviour}, several joined by {@code _}; what follows a {@code +} only tells addresses apart.
 * {@code rcpt-550-5.1.1@}, {@code dot-rst@}, {@code dot-250-rst@} (a 250, then a reset), {@code dot-taken-rst@} (kept,
 * but no reply), {@code data-silence@}, {@code content-rst@} (reset while the content comes), {@code rcpt-451-4.3.0-x2@}
 * (refused twice, then taken), {@code dot-slow800@} (answered late), {@code drip@} (every reply from here on an octet a
 * second), {@code greylist@} and {@code greylist-30@} (the first attempt of each source, sender and recipient gets 451, in
 * the second form with the wish to come back in 30 seconds). Any other local part is an ordinary mailbox. What comes before
 * RCPT cannot depend on the recipient, except MAIL where the sender pipelines.
 *
 * <p><b>By plan</b>: a {@link Door} is a listening address with a list of behaviours for any step, one connection or
 * attempt after the other. {@link #door(String)} opens one that always does what it is called: {@code banner-421},
 * {@code ehlo-550}, {@code starttls-abort}, {@code mail-451-4.3.0}. {@link #routes} sends the domain
 * {@code banner-421.test} to it and all others to the first door.
 *
 * <p>A recipient's script goes before a door's plan. Thread-safe; {@link #close} ends everything at once.
 */
public final class ScriptedMx implements AutoCloseable {
    private final MxHabits habits;
    private final MxJournal journal = new MxJournal();
    private final Transcript transcript;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicInteger connections = new AtomicInteger();
    private final Map<String, Door> named = new ConcurrentHashMap<>();
    private final List<Door> doors = new CopyOnWriteArrayList<>();
    private final Set<String> greylisted = ConcurrentHashMap.newKeySet();
    private final Map<String, AtomicInteger> happened = new ConcurrentHashMap<>();
    private final Door first;

    private ScriptedMx(MxHabits habits, String address, int port) {
        this.habits = habits;
        java.util.Objects.requireNonNull(
                MxTls.CONTEXT); // a key takes time to make, and no connection shall wait for it
        transcript = new Transcript(habits.transcript());
        first = open(address, port);
    }

    /** The certificate that all of a process show. */
    public static X509Certificate certificate() {
        return MxTls.OWN.cert();
    }

    /** On a free port of 127.0.0.1, keeping everything. */
    public static ScriptedMx start() {
        return start(MxHabits.CURIOUS);
    }

    /** On a free port of 127.0.0.1. */
    public static ScriptedMx start(MxHabits habits) {
        return start(habits, "127.0.0.1", 0);
    }

    /** On that address and port; port 0 = any free one. */
    public static ScriptedMx start(MxHabits habits, String address, int port) {
        return new ScriptedMx(habits, address, port);
    }

    /** Port of the first door. */
    public int port() {
        return first.port();
    }

    /** The door that was there from the beginning. */
    public Door first() {
        return first;
    }

    /** At that step of the first door these replies or behaviours, one time after the other; the last one stays. */
    public ScriptedMx on(Step step, String... behaviours) {
        first.on(step, behaviours);
        return this;
    }

    /** Another door on 127.0.0.1 that always does this: {@code step-behaviour}, several joined by {@code _}. */
    public Door door(String script) {
        return named.computeIfAbsent(script, s -> {
            Door door = open("127.0.0.1", 0);
            for (String part : s.split("_")) {
                int dash = part.indexOf('-');
                Step step = Step.of(part.substring(0, Math.max(dash, 0)))
                        .orElseThrow(() -> new IllegalArgumentException("no step in '" + part + "'"));
                door.on(step, part.substring(dash + 1));
                if (step == Step.STARTTLS) {
                    door.offers("PIPELINING", "8BITMIME", "STARTTLS");
                }
            }
            return door;
        });
    }

    /** Another door at that address and port, with no plan yet. */
    public Door open(String address, int port) {
        Door door = new Door(this, address, port);
        doors.add(door);
        return door;
    }

    /** For {@code MIGO_ROUTES}: domain {@code NAME.test} to each named door, everything else to the first. */
    public String routes() {
        String others = named.entrySet().stream()
                .map(e -> e.getKey() + ".test=127.0.0.1:" + e.getValue().port() + ",")
                .sorted()
                .collect(Collectors.joining());
        return others + "*=" + first.address() + ":" + first.port();
    }

    /** What came, taken or not. */
    public MxJournal journal() {
        return journal;
    }

    /** What was said. */
    public Transcript transcript() {
        return transcript;
    }

    /** Connections open now. */
    public int connectionsOpen() {
        return doors.stream().mapToInt(Door::connections).sum();
    }

    /** Connections since the beginning. */
    public int connections() {
        return connections.get();
    }

    /** Cuts every present connection. */
    public void cut() {
        each(Door::cut);
    }

    @Override
    public void close() {
        closing.countDown();
        each(Door::close);
    }

    MxHabits habits() {
        return habits;
    }

    CountDownLatch closing() {
        return closing;
    }

    int nextConnection() {
        return connections.incrementAndGet();
    }

    /** Whether this is the first attempt of that triplet. */
    boolean firstSeen(String source, String sender, String recipient) {
        return greylisted.add(source + " " + sender + " " + recipient);
    }

    /** Whether a behaviour of an address is still to happen. */
    boolean stillHappens(Behaviour behaviour, Step step, String address) {
        if (behaviour.times() == 0) {
            return true;
        }
        AtomicInteger count = happened.computeIfAbsent(step + " " + address, k -> new AtomicInteger());
        return count.incrementAndGet() <= behaviour.times();
    }

    private interface Act {
        void on(Door door) throws IOException;
    }

    private void each(Act act) {
        for (Door door : doors) {
            try {
                act.on(door);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
