package io.migomail.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migomail.bench.load.Schedule;
import io.migomail.core.TimeSource;
import io.migomail.faults.check.Arrival;
import io.migomail.faults.check.ClientJournal;
import io.migomail.faults.check.Strike;
import io.migomail.faults.load.FaultMails;
import io.migomail.faults.load.OpenLoad;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AroundTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void theLongestSilenceIsTheOneAroundTheFault(@TempDir Path folder) throws Exception {
        assertEquals(3 * SECOND, silence(folder.resolve("a"), 1, 2, 9, 10, 13, 14));
    }

    @Test
    void silenceBeforeTheFaultAndLongAfterItDoesNotCount(@TempDir Path folder) throws Exception {
        assertEquals(SECOND, silence(folder.resolve("b"), 1, 8, 9, 10, 11, 12, 13, 14, 15, 99));
    }

    /** Of arrivals at these seconds, around a fault in the tenth, with a window of five. */
    private static long silence(Path file, long... seconds) throws Exception {
        List<Arrival> arrivals = LongStream.of(seconds)
                .mapToObj(at -> new Arrival("id", "to", "127.0.0.1", "", 0, at * SECOND, 1, 250, true))
                .toList();
        try (ClientJournal journal = ClientJournal.open(file)) {
            OpenLoad load = new OpenLoad(
                    Schedule.poisson(1, 1, 1),
                    new FaultMails("run", "from", "d.example", 1),
                    n -> {
                        throw new IllegalStateException("nothing is sent");
                    },
                    journal,
                    TimeSource.SYSTEM);
            return new Around(load, arrivals, Duration.ofSeconds(5))
                    .silence(new Strike(9_500_000_000L, 9_600_000_000L));
        }
    }
}
