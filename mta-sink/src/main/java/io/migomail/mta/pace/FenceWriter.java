package io.migomail.mta.pace;

import io.migomail.core.record.Outcome;
import java.io.IOException;
import java.io.Serializable;

/** How PACE marks the ends of its journal; travels to the machines where PACE runs. */
@FunctionalInterface
public interface FenceWriter extends Serializable {
    /**
     * Appends the fence to every partition, each with a number from 0 in it, and returns how many there are once
     * every in-sync replica has all of them. Blocks, within a bound of its own.
     *
     * @throws IOException where that cannot be had in time
     */
    int write(Outcome fence) throws IOException, InterruptedException;
}
