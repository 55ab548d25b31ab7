// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

import java.time.Instant;

/**
 * What {&#64;link io.migomail.sdk.StatsResource#get} may ask for.
 */
public final class GetStatsQuery extends Params<GetStatsQuery> {

    /**
     * Sets from: at or after; default: seven days before to. A range has at most 366 days, by the hour 31.
     */
    public GetStatsQuery from(Instant value) {
        return with("from", value);
    }

    /**
     * Sets to: before; default: now.
     */
    public GetStatsQuery to(Instant value) {
        return with("to", value);
    }

    /**
     * Sets interval: cuts the range into hours or days of UTC; default: it is one.
     */
    public GetStatsQuery interval(String value) {
        return with("interval", value);
    }

    /**
     * Sets group_by: up to three, separated by commas or repeated: application, class, stream, endpoint,
     * provider, template, tag, domain (of the sender), recipient_domain.
     */
    public GetStatsQuery groupBy(String value) {
        return with("group_by", value);
    }

    /**
     * Sets application: default: the key's own, with the scope admin all of the account; any other has nothing.
     */
    public GetStatsQuery application(String value) {
        return with("application", value);
    }

    /**
     * Sets class.
     */
    public GetStatsQuery messageClass(String value) {
        return with("class", value);
    }

    /**
     * Sets stream.
     */
    public GetStatsQuery stream(String value) {
        return with("stream", value);
    }

    /**
     * Sets endpoint: by which door the message came.
     */
    public GetStatsQuery endpoint(String value) {
        return with("endpoint", value);
    }

    /**
     * Sets provider: destination group, as events tell it: google, or mx: and the hosts.
     */
    public GetStatsQuery provider(String value) {
        return with("provider", value);
    }

    /**
     * Sets template: alias of the template.
     */
    public GetStatsQuery template(String value) {
        return with("template", value);
    }

    /**
     * Sets tag.
     */
    public GetStatsQuery tag(String value) {
        return with("tag", value);
    }

    /**
     * Sets domain: of the sender's address.
     */
    public GetStatsQuery domain(String value) {
        return with("domain", value);
    }

    /**
     * Sets recipient_domain.
     */
    public GetStatsQuery recipientDomain(String value) {
        return with("recipient_domain", value);
    }
}
