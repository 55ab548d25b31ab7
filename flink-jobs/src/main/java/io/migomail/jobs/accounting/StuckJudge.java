package io.migomail.jobs.accounting;

import io.migomail.core.AccountingLimits;
import io.migomail.core.AlertKind;
import io.migomail.core.Ids;
import io.migomail.core.record.AlertFigures;
import io.migomail.core.record.DeliveryPlace;
import io.migomail.core.record.OverdueDelivery;
import io.migomail.mta.pace.DelayReason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which of the overdue deliveries are stuck (docs/adr/0054): what accounting has read proves the silence, and PACE, asked more than once, does
 * not have them, or not for a reason that passes. Used by one thread, but for {@link #stuck}; blocks.
 */
final class StuckJudge {
    private static final Logger LOG = LoggerFactory.getLogger(StuckJudge.class);
    /** What does not pass by itself, or should have long ago. */
    private static final Set<String> NO_EXCUSE =
            Set.of(DelayReason.NO_POOL.word(), DelayReason.EGRESS.word(), DelayReason.RESTORING.word());

    /** What PACE said of a delivery. @param strikes times in a row that it had no excuse */
    private record Answer(int strikes, long askedAt, long excusedUntil) {
        static final Answer NONE = new Answer(0, 0, 0);

        boolean isSuspect() {
            return strikes > 0 && strikes < AccountingLimits.STUCK_STRIKES;
        }
    }

    /** Asks PACE for deliveries of accounts. */
    @FunctionalInterface
    interface Pace {
        /** @throws IOException where it could not be asked, which says nothing */
        Map<String, DeliveryPlace> where(Map<String, Set<String>> deliveriesOfAccounts)
                throws IOException, InterruptedException;
    }

    private final ReadMark read;
    private final Pace pace;
    private final Map<String, Answer> answers = new HashMap<>();
    private volatile long stuck;

    StuckJudge(ReadMark read, Pace pace) {
        this.read = read;
        this.pace = pace;
    }

    /** How many were stuck at the last look. Thread-safe. */
    long stuck() {
        return stuck;
    }

    /** What is to be said of the targets that have any; null while nothing can be said. @param now milliseconds */
    @Nullable
    List<AlertFinding> judge(List<OverdueList.View> views, long now) throws InterruptedException {
        // What was overdue when that was read is in these views or ended: they are of later.
        long until = read.until();
        read.look(now);
        if (until == 0) {
            return null;
        }
        forget(views);
        ask(views, until, now);
        List<AlertFinding> out = new ArrayList<>();
        long all = 0;
        for (OverdueList.View view : views) {
            AlertFigures figures = figures(view, until, now);
            if (figures.getDeliveries() > 0) {
                out.add(new AlertFinding(view.target(), AlertKind.STUCK_DELIVERIES, figures));
            } else if (view.deliveries().stream().anyMatch(one -> !excused(one, now))) {
                out.add(new AlertFinding(view.target(), AlertKind.STUCK_DELIVERIES, null));
            }
            all += figures.getDeliveries();
        }
        stuck = all;
        return out;
    }

    private void forget(List<OverdueList.View> views) {
        Set<String> there = new HashSet<>();
        views.forEach(view -> view.deliveries().forEach(one -> there.add(one.getDeliveryId())));
        answers.keySet().retainAll(there);
    }

    private Answer answer(OverdueDelivery one) {
        return answers.getOrDefault(one.getDeliveryId(), Answer.NONE);
    }

    private boolean excused(OverdueDelivery one, long now) {
        return answer(one).excusedUntil() > now;
    }

    /** Those that may be stuck come first, and then those longest not asked for. */
    private void ask(List<OverdueList.View> views, long until, long now) throws InterruptedException {
        Map<String, Set<String>> asked = new HashMap<>();
        List<OverdueDelivery> sample = new ArrayList<>();
        for (OverdueList.View view : views) {
            view.deliveries().stream()
                    .filter(one -> one.getDeadline() <= until && !excused(one, now))
                    .sorted(Comparator.comparing(
                                    (OverdueDelivery one) -> !answer(one).isSuspect())
                            .thenComparingLong(one -> answer(one).askedAt()))
                    .limit(Math.min(AccountingLimits.STUCK_ASKED, AccountingLimits.STUCK_ASKED_ALL - sample.size()))
                    .forEach(one -> {
                        sample.add(one);
                        asked.computeIfAbsent(view.target().account(), account -> new LinkedHashSet<>())
                                .add(one.getDeliveryId());
                    });
        }
        if (sample.isEmpty()) {
            return;
        }
        try {
            Map<String, DeliveryPlace> places = pace.where(asked);
            sample.forEach(one -> answers.put(one.getDeliveryId(), after(one, places, now)));
        } catch (IOException e) {
            LOG.info("where overdue deliveries are is not known now: {}", e.toString());
        }
    }

    private Answer after(OverdueDelivery one, Map<String, DeliveryPlace> places, long now) {
        DeliveryPlace place = places.get(one.getDeliveryId());
        boolean expired = one.getExpiresAt() + AccountingLimits.STUCK_EXPIRED.toMillis() <= now;
        boolean excuse = place != null && (place.getInFlight() || (!expired && !NO_EXCUSE.contains(place.getReason())));
        return excuse
                ? new Answer(0, now, now + AccountingLimits.STUCK_EXCUSED.toMillis())
                : new Answer(answer(one).strikes() + 1, now, 0);
    }

    private AlertFigures figures(OverdueList.View view, long until, long now) {
        List<OverdueDelivery> proven = view.deliveries().stream()
                .filter(one -> answer(one).strikes() >= AccountingLimits.STUCK_STRIKES)
                .sorted(Comparator.comparingLong(OverdueDelivery::getSince))
                .toList();
        AlertFigures.Builder out = AlertFigures.newBuilder();
        if (proven.isEmpty()) {
            return out.build();
        }
        // Where nothing has an excuse, those that were not asked for yet are believed to have none either.
        boolean none = view.deliveries().stream().noneMatch(one -> excused(one, now));
        long read = view.deliveries().stream()
                .filter(one -> one.getDeadline() <= until)
                .count();
        proven.stream()
                .map(one -> Ids.messageOf(one.getDeliveryId()))
                .distinct()
                .limit(AccountingLimits.STUCK_TOLD)
                .forEach(out::addMessageIds);
        return out.setDeliveries(none ? read + view.more() : proven.size())
                .setSince(proven.get(0).getSince())
                .build();
    }
}
