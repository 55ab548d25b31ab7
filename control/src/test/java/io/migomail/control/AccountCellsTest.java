package io.migomail.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.Cell;
import io.migomail.core.Settings;
import io.migomail.core.TimeSource;
import io.migomail.core.record.Account;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccountCellsTest {
    private final ControlPlane control;
    private final AccountCells cells;

    AccountCellsTest() throws InterruptedException {
        control = ControlPlane.inMemory(TimeSource.SYSTEM);
        cells = AccountCells.of(Settings.from(Map.of("MIGO_CELLS", "3")), control);
    }

    private void account(String id, int cell) throws InterruptedException {
        assertTrue(control.put(Account.newBuilder().setId(id).setCell(cell).build(), 0)
                .won());
    }

    @Test
    void anAccountIsInTheCellThatItsRecordSays() throws Exception {
        account("acc_1", 2);
        assertEquals(new Cell(2), cells.of("acc_1"));
        assertEquals(Cell.FIRST, cells.of("acc_nobody"));
    }

    @Test
    void aNewAccountGoesWhereFewestAre() throws Exception {
        assertEquals(Cell.FIRST, cells.emptiest());
        account("acc_1", 0);
        assertEquals(new Cell(1), cells.emptiest());
        account("acc_2", 1);
        assertEquals(new Cell(2), cells.emptiest());
        account("acc_3", 2);
        assertEquals(Cell.FIRST, cells.emptiest());
    }
}
