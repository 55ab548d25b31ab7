package io.migomail.jobs.accounting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.migomail.analytics.StoreUnavailableException;
import io.migomail.core.RecordCodec;
import io.migomail.core.record.MailEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClickHouseTableTest {
    private static final MailEvent EVENT =
            MailEvent.newBuilder().setEventId("evt_1").build();
    private static final byte[] GOOD = RecordCodec.EVENT.encode(EVENT);
    private static final byte[] DAMAGED = {1, 2, 3};

    @Test
    void aDamagedRecordIsPassedOver() throws IOException {
        List<List<MailEvent>> taken = new ArrayList<>();
        var table = new ClickHouseTable<>(RecordCodec.EVENT, event -> event, taken::add, () -> {});
        table.insert(List.of(DAMAGED, GOOD));
        table.insert(List.of(DAMAGED));
        assertEquals(List.of(List.of(EVENT)), taken);
    }

    @Test
    void aRefusalIsToBeTriedAgain() {
        var table = new ClickHouseTable<MailEvent, MailEvent>(
                RecordCodec.EVENT,
                event -> event,
                events -> {
                    throw new StoreUnavailableException("away", null);
                },
                () -> {});
        assertThrows(IOException.class, () -> table.insert(List.of(GOOD)));
    }

    @Test
    void whatOfARecordIsStoredIsAskedAtEachAttempt() throws IOException {
        List<List<MailEvent>> taken = new ArrayList<>();
        List<MailEvent> gone = new ArrayList<>();
        var table = new ClickHouseTable<>(
                RecordCodec.EVENT, event -> gone.contains(event) ? null : event, taken::add, () -> {});
        table.insert(List.of(GOOD));
        gone.add(EVENT);
        table.insert(List.of(GOOD));
        assertEquals(List.of(List.of(EVENT)), taken);
    }
}
