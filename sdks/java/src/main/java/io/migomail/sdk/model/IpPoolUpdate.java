// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

import java.util.List;

/**
 * The body of a request.
 */
public final class IpPoolUpdate extends Params<IpPoolUpdate> {

    /**
     * Sets ips.
     */
    public IpPoolUpdate ips(List<Ip> value) {
        return with("ips", value);
    }

    /**
     * A part of it.
     */
    public static final class Ip extends Params<Ip> {

        /**
         * Sets address: IPv4 or IPv6; each belongs to one pool.
         */
        public Ip address(String value) {
            return with("address", value);
        }

        /**
         * Sets ehlo_name: its name in EHLO, which its PTR record should hold; default: the node's.
         */
        public Ip ehloName(String value) {
            return with("ehlo_name", value);
        }

        /**
         * Sets warm_up: whether mail servers are to get to know it little by little: over 14 days each destination
         * gets 50 mails a day from it, 100, 200 and so on, and the rest from the pool's other addresses. Nothing
         * waits for it: where all have sent their share, they send on. Default: yes for an address that comes to the
         * pool, else as it is.
         */
        public Ip warmUp(boolean value) {
            return with("warm_up", value);
        }
    }
}
