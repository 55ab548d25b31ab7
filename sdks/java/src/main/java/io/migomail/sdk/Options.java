package io.migomail.sdk;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How a client goes about it. Immutable: each method gives a copy.
 *
 * @param baseUrl where the API is; null = {@code MIGO_BASE_URL}, else the local run
 * @param timeout of one attempt, body included
 * @param maxRetries attempts after the first one, 0 = none
 * @param signingSecret of the API key, {@code migo_ss_…}; null = requests are not signed
 * @param random of idempotency keys, jitter and timestamps of signatures
 */
public record Options(
        @Nullable URI baseUrl,
        Duration timeout,
        int maxRetries,
        @Nullable String signingSecret,
        Transport transport,
        Clock clock,
        RandomGenerator random,
        Sleeper sleeper) {
    /** What a client does that is told nothing: 30 seconds, 3 retries. */
    public Options() {
        this(
                null,
                Duration.ofSeconds(30),
                3,
                null,
                new HttpTransport(),
                Clock.systemUTC(),
                new SecureRandom(),
                time -> TimeUnit.NANOSECONDS.sleep(time.toNanos()));
    }

    /** @throws IllegalArgumentException where a time or number is out of range, or the URL not one of HTTP */
    public Options {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("the timeout must be positive");
        }
        if (maxRetries < 0) {
            throw new IllegalArgumentException("max_retries must not be negative");
        }
        if (baseUrl != null && (baseUrl.getHost() == null || !("" + baseUrl.getScheme()).matches("https?"))) {
            throw new IllegalArgumentException("the base URL must be one of http or https");
        }
    }

    /** With this address of the API. */
    public Options baseUrl(String url) {
        return new Options(URI.create(url), timeout, maxRetries, signingSecret, transport, clock, random, sleeper);
    }

    /** With this time for an attempt. */
    public Options timeout(Duration time) {
        return new Options(baseUrl, time, maxRetries, signingSecret, transport, clock, random, sleeper);
    }

    /** With so many attempts after the first. */
    public Options maxRetries(int retries) {
        return new Options(baseUrl, timeout, retries, signingSecret, transport, clock, random, sleeper);
    }

    /** With requests signed under this secret. */
    public Options signingSecret(String secret) {
        return new Options(baseUrl, timeout, maxRetries, secret, transport, clock, random, sleeper);
    }

    /** With another way to the API. */
    public Options transport(Transport other) {
        return new Options(baseUrl, timeout, maxRetries, signingSecret, other, clock, random, sleeper);
    }

    /** With another clock. */
    public Options clock(Clock other) {
        return new Options(baseUrl, timeout, maxRetries, signingSecret, transport, other, random, sleeper);
    }

    /** With another source of randomness. */
    public Options random(RandomGenerator other) {
        return new Options(baseUrl, timeout, maxRetries, signingSecret, transport, clock, other, sleeper);
    }

    /** With another way to wait. */
    public Options sleeper(Sleeper other) {
        return new Options(baseUrl, timeout, maxRetries, signingSecret, transport, clock, random, other);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "Options[baseUrl=" + baseUrl + ", timeout=" + timeout + ", maxRetries=" + maxRetries + ", signed="
                + (signingSecret != null) + "]";
    }
}
