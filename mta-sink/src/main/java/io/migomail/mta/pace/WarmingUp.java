package io.migomail.mta.pace;

import io.migomail.core.WarmUp;
import io.migomail.mta.Pool;

/**
 * What new source addresses have sent to this destination on their day: an address that has sent its share is used only
 * where no other is there, so nothing waits for a warm-up. Lives in the key's marks. One thread (docs/adr/0046).
 */
final class WarmingUp {
    private final PaceState state;
    private final Marks marks;

    WarmingUp(PaceState state, Marks marks) {
        this.state = state;
        this.marks = marks;
    }

    /** Whether it has sent its share of the day. */
    boolean spent(Pool.Address address, long now) {
        int day = WarmUp.day(address.warmUpSince(), now);
        Share share = day == 0 ? null : marks.share(address.ip());
        return share != null && share.day() == day && share.sent() >= WarmUp.messages(day);
    }

    /** An attempt leaves from it. */
    void used(Pool.Address address, long now) {
        int day = WarmUp.day(address.warmUpSince(), now);
        Share before = marks.share(address.ip());
        if (day > 0) {
            int sent = before != null && before.day() == day ? before.sent() : 0;
            marks.setShare(new Share(address.ip(), day, sent + 1));
            state.setMarks(marks);
        } else if (before != null) {
            marks.removeShare(address.ip());
            state.setMarks(marks);
        }
    }
}
