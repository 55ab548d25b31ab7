// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

import java.time.Instant;

/**
 * What {&#64;link io.migomail.sdk.StatsResource#windows} may ask for.
 */
public final class GetWindowsQuery extends Params<GetWindowsQuery> {

    /**
     * Sets from: at or after; default: a day before to. A range has at most 366 days, by the hour 31, by the
     * minute one.
     */
    public GetWindowsQuery from(Instant value) {
        return with("from", value);
    }

    /**
     * Sets to: before; default: now.
     */
    public GetWindowsQuery to(Instant value) {
        return with("to", value);
    }

    /**
     * Sets interval: cuts the range into minutes, hours or days of UTC; default: it is one.
     */
    public GetWindowsQuery interval(String value) {
        return with("interval", value);
    }

    /**
     * Sets group_by: up to three, separated by commas or repeated: application, class, provider, endpoint,
     * egress_ip.
     */
    public GetWindowsQuery groupBy(String value) {
        return with("group_by", value);
    }

    /**
     * Sets application: default: the key's own, with the scope admin all of the account; any other has nothing.
     */
    public GetWindowsQuery application(String value) {
        return with("application", value);
    }

    /**
     * Sets class.
     */
    public GetWindowsQuery messageClass(String value) {
        return with("class", value);
    }

    /**
     * Sets provider: destination group, as events tell it: google, or mx: and the hosts.
     */
    public GetWindowsQuery provider(String value) {
        return with("provider", value);
    }

    /**
     * Sets endpoint: by which door the message came.
     */
    public GetWindowsQuery endpoint(String value) {
        return with("endpoint", value);
    }

    /**
     * Sets egress_ip: the address from which attempts were made.
     */
    public GetWindowsQuery egressIp(String value) {
        return with("egress_ip", value);
    }
}
