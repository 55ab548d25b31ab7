package io.migomail.ingress.metric;

import io.migomail.core.TimeSource;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.ingress.intake.MessageLog;
import java.util.concurrent.CompletionStage;

/** A log whose time and failures are told. Thread-safe. */
public record MeteredLog(MessageLog log, IngressMeters meters, TimeSource time) implements MessageLog {
    @Override
    public CompletionStage<Long> append(AcceptedMessage message) {
        String messageClass = message.getHead().getMessageClass();
        long began = time.monotonicNanos();
        return log.append(message).whenComplete((at, failure) -> {
            if (failure == null) {
                meters.appended(messageClass, time.monotonicNanos() - began);
            } else {
                meters.notAppended(messageClass);
            }
        });
    }

    @Override
    public boolean healthy() {
        return log.healthy();
    }
}
