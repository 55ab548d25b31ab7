package io.migomail.jobs;

import io.migomail.core.Cell;
import io.migomail.core.KafkaAddress;
import io.migomail.core.Limits;
import io.migomail.core.Setting;
import io.migomail.core.Settings;
import io.migomail.core.body.BodyStore;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;

/**
 * The settings that travel with a job graph. Secrets do not: the operators resolve them where they run, from that
 * machine's environment and files. Immutable.
 */
public final class JobConfig implements Serializable {
    private static final long serialVersionUID = 1L;
    private final HashMap<String, String> values;
    private final String dataFolder;
    private final boolean distributed;

    private JobConfig(HashMap<String, String> values, String dataFolder, boolean distributed) {
        this.values = values;
        this.dataFolder = dataFolder;
        this.distributed = distributed;
    }

    /**
     * The job's share of the settings.
     *
     * @throws IllegalArgumentException where {@code MIGO_KAFKA} is not set: a job cannot start its own broker; where
     *     {@code MIGO_BODIES} names no store that is known
     */
    public static JobConfig of(Settings settings) {
        if (!settings.has(Setting.MIGO_KAFKA)) {
            throw new IllegalArgumentException("MIGO_KAFKA must name the brokers");
        }
        BodyStore.of(settings); // said here, not by every task that starts
        HashMap<String, String> values = new HashMap<>();
        for (Setting setting : Setting.values()) {
            if (settings.given(setting) && !setting.secret() && setting != Setting.MIGO_CONFIG) {
                values.put(setting.name(), settings.get(setting));
            }
        }
        return new JobConfig(values, settings.folder(Setting.MIGO_DATA).toString(), false);
    }

    /** The share of the delivery job that is this cell. */
    public static JobConfig of(Settings settings, Cell cell) {
        return of(settings.with(Setting.MIGO_CELL, Integer.toString(cell.number())));
    }

    /** The same for a cluster, where another process may be given the work of one that seems dead. */
    public JobConfig distributed() {
        return new JobConfig(values, dataFolder, true);
    }

    /** Longest standstill after which a process still sends mail; zero = any. */
    public Duration stall() {
        return distributed ? Limits.STALL : Duration.ZERO;
    }

    /** The settings without secrets, as on the machine that built the graph. */
    public Settings settings() {
        return Settings.from(values);
    }

    /** The settings with the secrets of the machine that calls this: its environment's, else its data folder's. */
    public Settings settingsHere() {
        Settings local = Settings.from(System.getenv()).orElse(dataFolder().resolve(Settings.SECRETS_FILE));
        Settings merged = settings();
        for (Setting setting : Setting.values()) {
            if (setting.secret() && local.given(setting)) {
                merged = merged.with(setting, local.get(setting));
            }
        }
        return merged;
    }

    /** Where Kafka is. */
    public KafkaAddress kafka() {
        return KafkaAddress.of(settings());
    }

    /** Which delivery job it is; its place among all is checked where it is made. */
    public Cell cell() {
        return Cell.of(settings());
    }

    /** All cells, whose mail is accounted for. */
    public List<Cell> cells() {
        return Cell.all(settings());
    }

    /** The data folder, absolute. */
    public Path dataFolder() {
        return Path.of(dataFolder);
    }

    /** Parallelism of every operator. */
    public int parallelism() {
        return settings().number(Setting.MIGO_PARALLELISM, 1);
    }

    /** URI of the folder that holds the checkpoints of all jobs, each in a folder named by its job id. */
    public String checkpoints() {
        String uri = settings().get(Setting.MIGO_CHECKPOINTS);
        return uri.isEmpty() ? dataFolder().resolve("checkpoints").toUri().toString() : uri;
    }
}
