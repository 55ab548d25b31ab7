// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk.model;

/**
 * one of them; neither = the whole pool
 */
public final class IpPoolPart extends Params<IpPoolPart> {

    /**
     * Sets address: one of its addresses.
     */
    public IpPoolPart address(String value) {
        return with("address", value);
    }

    /**
     * Sets destination: provider or group of mail hosts, as /v1/queues and explain name it.
     */
    public IpPoolPart destination(String value) {
        return with("destination", value);
    }
}
