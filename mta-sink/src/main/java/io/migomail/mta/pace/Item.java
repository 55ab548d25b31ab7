package io.migomail.mta.pace;

/** What state knows of a delivery that is not in flight. */
public sealed interface Item permits Waiting, Tombstone {}
