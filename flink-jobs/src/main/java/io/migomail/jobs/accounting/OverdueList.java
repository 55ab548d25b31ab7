package io.migomail.jobs.accounting;

import io.migomail.core.AccountingLimits;
import io.migomail.core.record.OverdueDelivery;
import io.migomail.core.record.OverdueRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Overdue deliveries of a target: the first ones by name, the others by number. Used by one thread. */
final class OverdueList {
    /**
     * What it holds at an instant.
     *
     * @param deliveries in the order in which they became overdue
     * @param more that are not named
     */
    record View(AlertTarget target, List<OverdueDelivery> deliveries, long more) {}

    private final Map<String, OverdueDelivery> named = new LinkedHashMap<>();
    private long more;

    static OverdueList of(OverdueRecord record) {
        OverdueList out = new OverdueList();
        record.getDeliveriesList().forEach(one -> out.named.put(one.getDeliveryId(), one));
        out.more = record.getMore();
        return out;
    }

    OverdueRecord toRecord(AlertTarget target) {
        return OverdueRecord.newBuilder()
                .setAccountId(target.account())
                .setApplicationId(target.application())
                .setMessageClass(target.messageClass())
                .addAllDeliveries(named.values())
                .setMore(more)
                .build();
    }

    View view(AlertTarget target) {
        return new View(target, List.copyOf(named.values()), more);
    }

    /** @param room whether there is memory for another name; returns how many names came */
    int add(Overdue overdue, boolean room) {
        if (room && named.size() < AccountingLimits.STUCK_NAMED) {
            return named.put(overdue.delivery(), overdue.toRecord()) == null ? 1 : 0;
        }
        more++;
        return 0;
    }

    /** Returns how many names went. */
    int remove(String delivery) {
        if (named.remove(delivery) != null) {
            return 1;
        }
        more = Math.max(0, more - 1);
        return 0;
    }

    boolean isEmpty() {
        return named.isEmpty() && more == 0;
    }

    int names() {
        return named.size();
    }
}
