package io.migomail.jobs.accounting;

import io.migomail.analytics.WindowFact;
import io.migomail.core.record.Alert;
import io.migomail.core.record.OverdueRecord;

/** Whose promise is watched: an application's, in its live environment, and a class of its messages. */
record AlertTarget(String account, String application, String messageClass) {
    static AlertTarget of(WindowFact fact) {
        return new AlertTarget(
                fact.cut().account(), fact.cut().application(), fact.cut().messageClass());
    }

    static AlertTarget of(Alert alert) {
        return new AlertTarget(alert.getAccountId(), alert.getApplicationId(), alert.getMessageClass());
    }

    static AlertTarget of(OverdueRecord record) {
        return new AlertTarget(record.getAccountId(), record.getApplicationId(), record.getMessageClass());
    }
}
