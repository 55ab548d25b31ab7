package io.migomail.jobs;

import java.io.Serializable;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** A record on its way to a topic: its key and its encoded bytes. */
public record Keyed(String key, byte[] value) implements Serializable {
    /** Flink's description of it. */
    public static final TypeInformation<Keyed> TYPE = TypeInformation.of(Keyed.class);
}
