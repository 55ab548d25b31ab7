package io.migomail.ingress.smtp;

import io.migomail.control.ControlView;
import io.migomail.core.TimeSource;
import io.migomail.ingress.intake.Authenticator;
import io.migomail.ingress.intake.Caller;
import io.migomail.ingress.intake.Intake;
import io.migomail.ingress.metric.IngressMeters;
import java.util.function.Predicate;

/**
 * What submission works with.
 *
 * @param withinRate takes one message of the caller's rate; false = 451 4.7.1. Thread-safe, must not block
 */
public record SubmissionParts(
        Intake intake,
        Authenticator authenticator,
        ControlView view,
        TimeSource time,
        Predicate<Caller> withinRate,
        IngressMeters meters) {}
