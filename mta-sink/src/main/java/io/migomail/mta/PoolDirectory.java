package io.migomail.mta;

import org.jspecify.annotations.Nullable;

/** The pools as the control plane knows them at this moment. Thread-safe, never blocks. */
@FunctionalInterface
public interface PoolDirectory {
    /** The pool, or null where there is none of that id. */
    @Nullable
    Pool pool(String poolId);

    /** How an operator gets its directory on the machine where it runs. */
    @FunctionalInterface
    interface Source extends java.io.Serializable {
        /** The directory; closing it is the business of whoever keeps it. */
        PoolDirectory open();
    }
}
