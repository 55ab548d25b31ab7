package io.migomail.mta.engine;

import io.migomail.mta.PoolDirectory;

/**
 * What an engine asks of others.
 *
 * @param lookup addresses of mail hosts
 * @param nodes that own source addresses
 */
public record EngineWorld(PoolDirectory pools, AddressLookup lookup, EgressNodes nodes) {
    /** With every source address on this machine. */
    public EngineWorld(PoolDirectory pools, AddressLookup lookup) {
        this(pools, lookup, EgressNodes.NONE);
    }
}
