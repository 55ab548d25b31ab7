// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

import java.util.List;

/**
 * The body of a request.
 */
public final class IpPoolCreate extends Params<IpPoolCreate> {

    /**
     * Sets account: default: the key's own.
     */
    public IpPoolCreate account(String value) {
        return with("account", value);
    }

    /**
     * Sets stream.
     */
    public IpPoolCreate stream(String value) {
        return with("stream", value);
    }

    /**
     * Sets environment.
     */
    public IpPoolCreate environment(String value) {
        return with("environment", value);
    }

    /**
     * Sets ips.
     */
    public IpPoolCreate ips(List<Ip> value) {
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
    }
}
