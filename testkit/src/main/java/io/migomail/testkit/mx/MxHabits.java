package io.migomail.testkit.mx;

import io.migomail.core.TimeSource;
import java.time.Duration;

/**
 * How a {@link ScriptedMx} is, apart from its script.
 *
 * @param idHeader header field whose value is a mail's id in the journal
 * @param keepContent whether the journal keeps each mail's octets; a long load cannot
 * @param transcript whether every command is written down
 * @param holdReplies whether MAIL and RCPT are answered only when DATA has come, as by a host that waits for the group
 * @param byAddress whether addresses are obeyed; else only plans are
 * @param drip time between two octets where it drips
 */
public record MxHabits(
        String idHeader,
        boolean keepContent,
        boolean transcript,
        boolean holdReplies,
        boolean byAddress,
        Duration drip,
        TimeSource time) {
    /** For tests of a few mails: keeps everything. */
    public static final MxHabits CURIOUS =
            new MxHabits("Message-ID", true, true, false, true, Duration.ofSeconds(1), TimeSource.SYSTEM);

    /** For load: keeps one line a mail. */
    public static MxHabits frugal(String idHeader) {
        return new MxHabits(idHeader, false, false, false, true, Duration.ofSeconds(1), TimeSource.SYSTEM);
    }

    /** The same, that holds back its replies. */
    public MxHabits holdingReplies() {
        return new MxHabits(idHeader, keepContent, transcript, true, byAddress, drip, time);
    }

    /** The same, to whom all addresses are ordinary ones. */
    public MxHabits deafToAddresses() {
        return new MxHabits(idHeader, keepContent, transcript, holdReplies, false, drip, time);
    }

    /** The same with that time between two octets. */
    public MxHabits dripping(Duration between) {
        return new MxHabits(idHeader, keepContent, transcript, holdReplies, byAddress, between, time);
    }
}
