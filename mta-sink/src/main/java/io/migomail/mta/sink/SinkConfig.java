package io.migomail.mta.sink;

import io.migomail.core.Cell;
import io.migomail.core.KafkaAddress;
import io.migomail.mta.PoolDirectory;
import io.migomail.mta.engine.AddressLookup;
import io.migomail.mta.engine.EgressNodes;
import io.migomail.mta.engine.EngineConfig;
import java.io.Serializable;

/**
 * All that a sink must know; travels with the job graph.
 *
 * @param engine settings of the engine that all writers of a process share
 * @param lookup opened once per engine
 * @param pools opened once per engine
 * @param nodes opened once per engine
 * @param journal opened once per writer
 */
public record SinkConfig(
        EngineConfig engine,
        AddressLookup.Source lookup,
        PoolDirectory.Source pools,
        EgressNodes.Source nodes,
        OutcomeJournal.Source journal)
        implements Serializable {
    /** With outcomes going to Kafka. */
    public static SinkConfig kafka(
            EngineConfig engine,
            AddressLookup.Source lookup,
            PoolDirectory.Source pools,
            EgressNodes.Source nodes,
            KafkaAddress kafka,
            Cell cell) {
        return new SinkConfig(engine, lookup, pools, nodes, () -> KafkaOutcomeJournal.open(kafka, cell));
    }
}
