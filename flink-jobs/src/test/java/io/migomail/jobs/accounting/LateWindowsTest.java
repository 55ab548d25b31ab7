package io.migomail.jobs.accounting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.migomail.analytics.StoreUnavailableException;
import io.migomail.core.AccountingLimits;
import io.migomail.core.RecordCodec;
import io.migomail.core.record.LateEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LateWindowsTest {
    private static final long NOTICED = 1_000_000;

    /** A store of which the test says what it has. */
    private static final class FakeWindows implements LateWindows.Windows {
        final Set<String> stored = new HashSet<>();
        final List<String> counted = new ArrayList<>();
        boolean away;
        long newest = NOTICED;

        @Override
        public List<LateEvent> stored(List<LateEvent> late) {
            if (away) {
                throw new StoreUnavailableException("away", null);
            }
            return late.stream()
                    .filter(one -> stored.contains(one.getEventId()))
                    .toList();
        }

        @Override
        public void count(List<LateEvent> late) {
            late.forEach(one -> counted.add(one.getEventId()));
        }

        @Override
        public long newest(long since) {
            return newest >= since ? newest : -1;
        }

        @Override
        public void close() {}
    }

    private final FakeWindows windows = new FakeWindows();
    private final LateWindows late = new LateWindows(windows);

    private static byte[] event(String id) {
        return RecordCodec.LATE.encode(
                LateEvent.newBuilder().setEventId(id).setNoticedAt(NOTICED).build());
    }

    @Test
    void aMinuteIsCountedAnewOnceItsLateEventIsStored() throws IOException {
        List<byte[]> batch = List.of(event("evt_1"), event("evt_2"));
        windows.stored.add("evt_1");
        assertThrows(IOException.class, () -> late.insert(batch));
        assertThrows(IOException.class, () -> late.insert(batch));
        assertEquals(List.of("evt_1"), windows.counted, "the minute of what is stored, and once");
        windows.stored.add("evt_2");
        late.insert(batch);
        assertEquals(List.of("evt_1", "evt_2"), windows.counted);
        late.insert(List.of(event("evt_1")));
        assertEquals(List.of("evt_1", "evt_2", "evt_1"), windows.counted, "it came late a second time");
    }

    @Test
    void aStoreThatIsAwayIsAskedAgain() throws IOException {
        windows.stored.add("evt_1");
        windows.away = true;
        assertThrows(IOException.class, () -> late.insert(List.of(event("evt_1"))));
        windows.away = false;
        late.insert(List.of(event("evt_1")));
        assertEquals(List.of("evt_1"), windows.counted);
    }

    @Test
    void whatWasNeverStoredIsGivenUpWhenTheStoreIsAnHourAhead() throws IOException {
        List<byte[]> batch = List.of(event("evt_1"));
        windows.newest = NOTICED + AccountingLimits.WINDOW_LATE_PATIENCE.toMillis() - 1;
        assertThrows(IOException.class, () -> late.insert(batch));
        windows.newest++;
        late.insert(batch);
        assertEquals(List.of(), windows.counted);
    }
}
