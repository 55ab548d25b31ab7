package io.migomail.jobs.accounting;

import io.migomail.analytics.ClickHouseAddress;
import io.migomail.analytics.DeliveryLookup;
import io.migomail.analytics.StoreException;
import io.migomail.jobs.JobConfig;
import java.io.IOException;
import java.io.Serializable;
import java.util.Collection;
import java.util.Map;

/** Where deliveries are looked up. Used by one thread. */
interface KnownDeliveries extends AutoCloseable {
    /** Those that are known, by their id. @throws IOException where nothing can be said now */
    Map<String, DeliveryLookup.Known> find(Collection<String> deliveryIds) throws IOException;

    @Override
    void close();

    /** How the job gets it on the machine where it runs. */
    @FunctionalInterface
    interface Source extends Serializable {
        KnownDeliveries open();
    }

    /** The event store of this machine's settings; what it refuses is asked again, for it is mended on the other side. */
    static KnownDeliveries ofStore(JobConfig config) {
        DeliveryLookup lookup = DeliveryLookup.open(ClickHouseAddress.from(config.settingsHere()));
        return new KnownDeliveries() {
            @Override
            public Map<String, DeliveryLookup.Known> find(Collection<String> deliveryIds) throws IOException {
                try {
                    return lookup.find(deliveryIds);
                } catch (StoreException e) {
                    throw new IOException(e.getMessage(), e);
                }
            }

            @Override
            public void close() {
                lookup.close();
            }
        };
    }
}
