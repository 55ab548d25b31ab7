// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

/**
 * The body of a request.
 */
public final class Promote extends Params<Promote> {

    /**
     * Sets application: id of another application of the account.
     */
    public Promote application(String value) {
        return with("application", value);
    }

    /**
     * Sets version: default: the active one.
     */
    public Promote version(long value) {
        return with("version", value);
    }

    /**
     * Sets activate: false = it arrives as a draft.
     */
    public Promote activate(boolean value) {
        return with("activate", value);
    }

    /**
     * Sets dry_run: nothing is written.
     */
    public Promote dryRun(boolean value) {
        return with("dry_run", value);
    }
}
