package io.migomail.control;

/** What became of a write to the control plane. {@code detail} is for the log and the operator. */
public record WriteResult(Status status, long version, long offset, String detail) {
    /** The three ways a write ends. */
    public enum Status {
        /** It holds, and this process's view shows it. */
        WON,
        /** Another write of the same version came first, or the expected version is not the present one. */
        CONFLICT,
        /** It could not be made sure in time; it may or may not hold later. */
        UNAVAILABLE
    }

    /** Whether the write holds. */
    public boolean won() {
        return status == Status.WON;
    }

    static WriteResult conflict(long present) {
        return new WriteResult(Status.CONFLICT, present, -1, "version " + present + " holds");
    }

    static WriteResult unavailable(String detail) {
        return new WriteResult(Status.UNAVAILABLE, -1, -1, detail);
    }
}
