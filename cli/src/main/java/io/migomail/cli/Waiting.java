package io.migomail.cli;

import io.migomail.sdk.Migomail;
import io.migomail.sdk.MigomailException;
import io.migomail.sdk.model.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** Waits until nothing more will become of a message by itself. */
final class Waiting {
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Set<String> SETTLED =
            Set.of("delivered", "bounced", "expired", "suppressed", "canceled", "failed");

    private final Surroundings here;

    Waiting(Surroundings here) {
        this.here = here;
    }

    /**
     * The message as it was when every delivery had ended, or when the time was over, the first look being made in any case.
     *
     * @throws MigomailException where it cannot be looked at
     */
    Message until(Migomail client, String id, Duration time) {
        Instant end = here.clock().instant().plus(time);
        while (true) {
            Message message = client.messages().get(id);
            if (settled(message) || !here.clock().instant().isBefore(end)) {
                return message;
            }
            pause(here, LOOK);
        }
    }

    /** Lets this time pass. */
    static void pause(Surroundings here, Duration time) {
        try {
            here.sleeper().sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UsageException("interrupted", e);
        }
    }

    private static boolean settled(Message message) {
        return message.recipients().stream().allMatch(each -> SETTLED.contains(Out.text(each.status())));
    }

    /** Whether every recipient's mail server has taken it. */
    static boolean delivered(Message message) {
        return message.recipients().stream().allMatch(each -> "delivered".equals(each.status()));
    }
}
