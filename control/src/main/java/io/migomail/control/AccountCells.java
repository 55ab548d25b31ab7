package io.migomail.control;

import io.migomail.core.Cell;
import io.migomail.core.Settings;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which cell carries the mail of an account, as the control plane has it (docs/adr/0048). Thread-safe. */
public final class AccountCells {
    private final ControlPlane control;
    private final List<Cell> all;

    private AccountCells(ControlPlane control, List<Cell> all) {
        this.control = control;
        this.all = all;
    }

    /** Those of these settings. */
    public static AccountCells of(Settings settings, ControlPlane control) {
        return new AccountCells(control, Cell.all(settings));
    }

    /** All that there are, in order. */
    public List<Cell> all() {
        return all;
    }

    /** That of an account now, see {@link ControlView#cell}. */
    public Cell of(String accountId) {
        return control.view().cell(accountId);
    }

    /** The one with the fewest accounts, and of several the first: where a new account goes unless it was said where. */
    public Cell emptiest() {
        Map<Integer, Integer> accounts = new HashMap<>();
        control.view().accounts().forEach(account -> accounts.merge(account.getCell(), 1, Integer::sum));
        return all.stream()
                .min(Comparator.comparingInt(cell -> accounts.getOrDefault(cell.number(), 0)))
                .orElse(Cell.FIRST);
    }
}
