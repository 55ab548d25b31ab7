package io.migomail.e2e.crash;

import io.migomail.core.OutcomeKind;
import io.migomail.core.RecordCodec;
import io.migomail.core.Setting;
import io.migomail.core.Settings;
import io.migomail.core.Topics;
import io.migomail.core.record.Outcome;
import io.migomail.e2e.TopicReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a stack that was killed had written to the journal, read from the folder that a second one left. */
final class FirstLife {
    private final Set<String> settled = new TreeSet<>();
    private int fences;

    private FirstLife() {}

    /** Reads the log of a stack that is down; what begins with a fence of after the kill is the second life. */
    static FirstLife read(Path data, long killedAt) throws Exception {
        FirstLife life = new FirstLife();
        try (BrokerProcess broker = new BrokerProcess(data.resolve("kafka"))) {
            Settings settings = Settings.from(Map.of(Setting.MIGO_KAFKA.name(), broker.bootstrap()));
            TopicReader.values(settings, Topics.OUTCOMES).values().forEach(p -> life.partition(p, killedAt));
        }
        return life;
    }

    /** Local parts of the recipients whose mail is on record as delivered. */
    Set<String> settled() {
        return settled;
    }

    /** Partitions in which the second life left a fence. */
    int fences() {
        return fences;
    }

    private void partition(List<byte[]> records, long killedAt) {
        for (byte[] record : records) {
            Outcome outcome = RecordCodec.OUTCOME.decode(record);
            if (outcome.getKind().equals(OutcomeKind.FENCE.word()) && outcome.getAt() >= killedAt) {
                fences++;
                return;
            }
            if (OutcomeKind.of(outcome.getKind()).terminal()) {
                String recipient = outcome.getRecipient();
                settled.add(recipient.substring(0, recipient.indexOf('@')));
            }
        }
    }
}
