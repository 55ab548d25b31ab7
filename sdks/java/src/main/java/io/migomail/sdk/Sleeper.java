package io.migomail.sdk;

import java.time.Duration;

/** Waits between a failure and its retry. */
@FunctionalInterface
public interface Sleeper {
    /** Returns when this time has passed. */
    void sleep(Duration time) throws InterruptedException;
}
