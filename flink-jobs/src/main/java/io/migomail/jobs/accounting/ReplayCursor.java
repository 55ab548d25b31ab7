package io.migomail.jobs.accounting;

/**
 * How far a replay has come: all that the state of a webhook's queue holds of one (docs/adr/0039).
 *
 * @param controlOffset by then the control plane knows of it
 * @param after the place in the feed up to which it was read; 0 = nothing yet
 * @param notBefore no page is asked for before this instant: one is on its way, or there is nothing to read
 */
public record ReplayCursor(String id, long controlOffset, long after, long notBefore) {
    ReplayCursor at(long place, long resumeAt) {
        return new ReplayCursor(id, controlOffset, place, resumeAt);
    }

    ReplayCursor until(long deadline) {
        return new ReplayCursor(id, controlOffset, after, deadline);
    }
}
