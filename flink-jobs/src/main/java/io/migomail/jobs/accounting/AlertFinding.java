package io.migomail.jobs.accounting;

import io.migomail.core.AlertKind;
import io.migomail.core.record.AlertFigures;
import org.jspecify.annotations.Nullable;

/**
 * What is to be said of a target now.
 *
 * @param figures why an alert is to be open; null = one that is open may stay so
 */
record AlertFinding(
        AlertTarget target, AlertKind kind, @Nullable AlertFigures figures) {}
