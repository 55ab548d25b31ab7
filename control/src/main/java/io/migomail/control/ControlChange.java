package io.migomail.control;

import io.migomail.core.record.ControlRecord;

/**
 * One applied change: the record that now holds for its entity ({@code deleted} where it is gone), and where it stands
 * in the log.
 */
public record ControlChange(long offset, ControlRecord record) {}
