package io.migomail.mta.simulation;

import java.util.List;
import java.util.SplittableRandom;

/** Chance from a seed. */
final class Dice {
    private final SplittableRandom random;

    Dice(long seed) {
        this(new SplittableRandom(seed));
    }

    private Dice(SplittableRandom random) {
        this.random = random;
    }

    /** Chance of its own, so that one part's throws do not shift another's. */
    Dice split() {
        return new Dice(random.split());
    }

    SplittableRandom random() {
        return random;
    }

    /** True once in so many throws. */
    boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    /** From least to most, both possible. */
    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    /** The same, small ones as likely as large ones by their order of magnitude. */
    long spread(long least, long most) {
        return (long) (least * Math.pow((double) most / least, random.nextDouble()));
    }

    <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    @SafeVarargs
    final <T> T one(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
