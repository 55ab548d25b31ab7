package io.migomail.cli;

import io.migomail.sdk.model.Explanation;
import io.migomail.sdk.model.Message;
import io.migomail.sdk.model.QueueState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A message's story as text. One thread. */
final class Story {
    private final Out out;
    private final Clock clock;

    Story(Out out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    /** What happened to it until now. */
    void tell(Message message) {
        out.line(Out.join(
                "  ",
                message.messageId(),
                message.status(),
                Out.join(" ", message.messageClass(), message.environment(), message.stream())));
        if (message.from() != null) {
            out.line("From " + message.from() + Out.join("", ": ", message.subject()));
        }
        for (Message.Recipient each : message.recipients()) {
            out.line("  " + Out.join("  ", each.email(), each.status(), each.code(), each.detail()));
        }
        stages(message);
        for (Message.Attempt each : message.attempts()) {
            attempt(each);
        }
        out.line(promise(message.sla()));
    }

    /** Each instant that is known, and how long after the one before. */
    private void stages(Message message) {
        Map<Instant, String> stages = new TreeMap<>();
        stage(stages, message.receivedAt(), "received");
        stage(stages, message.scheduledAt(), "to be sent");
        stage(stages, message.queuedAt(), "queued");
        stage(stages, message.renderedAt(), "rendered and signed");
        stage(stages, message.dispatchedAt(), "first attempt");
        stage(stages, message.acceptedAt(), "accepted by the mail server");
        Instant before = null;
        for (Map.Entry<Instant, String> each : stages.entrySet()) {
            String after = before == null ? "" : "+" + Times.text(Duration.between(before, each.getKey()));
            out.line(String.format("  %s %11s  %s", Times.exactly(each.getKey()), after, each.getValue()));
            before = each.getKey();
        }
    }

    private static void stage(Map<Instant, String> stages, @Nullable Instant at, String name) {
        if (at != null) {
            stages.merge(at, name, (a, b) -> a + ", " + b);
        }
    }

    private void attempt(Message.Attempt attempt) {
        out.line("  Attempt " + attempt.attempt() + " for " + attempt.recipient() + ": "
                + Out.join(
                        ", ",
                        attempt.outcome(),
                        attempt.code(),
                        attempt.stage() == null ? "" : "at " + attempt.stage(),
                        attempt.mx() == null
                                ? ""
                                : attempt.mx() + (attempt.mxIp() == null ? "" : " [" + attempt.mxIp() + "]"),
                        attempt.egressIp() == null ? "" : "from " + attempt.egressIp(),
                        attempt.tls(),
                        attempt.at() == null ? "" : Times.exactly(attempt.at())));
        if (attempt.response() != null) {
            out.line("    " + attempt.response());
        }
    }

    private static String promise(Message.Sla sla) {
        String met = sla.met() == null ? "not decided yet" : sla.met() ? "met" : "missed";
        return "Promise: " + (sla.targetMs() == null ? "" : Times.text(Duration.ofMillis(sla.targetMs())) + ", ") + met
                + (sla.deferredMs() == null || sla.deferredMs() == 0
                        ? ""
                        : "; the recipient's side put it off for " + Times.text(Duration.ofMillis(sla.deferredMs())));
    }

    /** Where each delivery is now, and why. */
    void explain(Explanation explanation) {
        for (Explanation.Delivery each : explanation.deliveries()) {
            out.line("");
            out.line(Out.text(each.email()) + " is " + Out.text(each.where()).replace('_', ' ')
                    + (each.since() == null ? "" : " since " + Times.at(each.since()) + ", " + ago(each.since())));
            line("Why", each.explanation());
            line("Next attempt", each.nextAttemptAt() == null ? null : when(each.nextAttemptAt()));
            line(
                    "Attempts",
                    each.attempts() == null || each.attempts() == 0
                            ? null
                            : each.attempts().toString());
            line("Last reply", each.lastReply());
            line(
                    "Given up",
                    each.expiresAt() == null || "settled".equals(each.where()) ? null : when(each.expiresAt()));
            line("Towards", Out.join(", from pool ", each.destination(), each.pool()));
            if (each.queue() != null) {
                queue(each.queue());
            }
        }
    }

    private void queue(QueueState queue) {
        QueueState.Waiting waiting = queue.waiting();
        if (waiting != null) {
            line(
                    "Its queue",
                    "waiting " + waiting.critical() + " critical, " + waiting.high() + " high, " + waiting.normal()
                            + " normal; " + queue.inFlight() + " in flight");
        }
        line("Limit", queue.explanation());
        List<QueueState.Hold> holds = queue.holds() == null ? List.of() : queue.holds();
        for (QueueState.Hold each : holds) {
            line(
                    "Rests",
                    (each.address() == null ? "the destination" : each.address()) + ", " + each.reason()
                            + (each.until() == null ? "" : ", until " + when(each.until())) + ", refused "
                            + each.refusals() + " times in a row");
        }
    }

    private void line(String name, @Nullable String text) {
        if (text != null && !text.isEmpty()) {
            out.line(String.format("  %-13s %s", name + ":", text));
        }
    }

    private String ago(Instant instant) {
        return Times.text(Duration.between(instant, clock.instant()));
    }

    private String when(Instant instant) {
        Duration left = Duration.between(clock.instant(), instant);
        return Times.at(instant) + (left.isNegative() ? ", now due" : ", in " + Times.text(left));
    }
}
