package io.migomail.cli;

import io.migomail.sdk.HttpTransport;
import io.migomail.sdk.Sleeper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** What a command printed, and how it ended. */
record Ran(int status, String out, String err) {
    static final Instant NOW = Instant.parse("2026-11-28T02:00:00Z");
    static final String SANDBOX_KEY = "migo_sk_sandbox_x";

    /** Time that passes by sleeping only. */
    static final class Passing extends Clock implements Sleeper {
        Duration slept = Duration.ZERO;

        @Override
        public void sleep(Duration time) {
            slept = slept.plus(time);
        }

        @Override
        public Instant instant() {
            return NOW.plus(slept);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** With a key and this API. */
    static Ran at(FakeApi api, String... args) {
        return with(Map.of("MIGO_API_KEY", SANDBOX_KEY, "MIGO_BASE_URL", api.url()), "", args);
    }

    static Ran with(Map<String, String> environment, String in, String... args) {
        return with(new Passing(), environment, in, args);
    }

    static Ran with(Passing time, Map<String, String> environment, String in, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Surroundings here = new Surroundings(
                environment,
                new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new HttpTransport(),
                time,
                time);
        int status = Main.run(here, args);
        return new Ran(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    List<String> lines() {
        return out.lines().toList();
    }
}
