package io.migomail.bench.sizing;

import java.util.SplittableRandom;

/** How times are spread around their mean. The same seed gives the same times on every machine. */
interface Draw {
    double of(double mean);

    static Draw constant() {
        return mean -> mean;
    }

    static Draw exponential(SplittableRandom random) {
        return mean -> -mean * StrictMath.log(1 - random.nextDouble());
    }

    /** Lognormal: most are below the mean, few far above. @param variation standard deviation over the mean */
    static Draw lognormal(SplittableRandom random, double variation) {
        double square = StrictMath.log(1 + variation * variation);
        double deviation = StrictMath.sqrt(square);
        return mean -> mean * StrictMath.exp(deviation * normal(random) - square / 2);
    }

    /** By Box and Muller; that of the JDK may change with its version. */
    private static double normal(SplittableRandom random) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
        return radius * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
    }
}
