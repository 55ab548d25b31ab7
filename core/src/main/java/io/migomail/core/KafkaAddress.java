package io.migomail.core;

import java.io.IOException;
import java.io.Reader;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * Where Kafka is, and the file that says how clients are secured. A client is given references into that file instead of
 * what it says (KIP-297): secrets get into no job graph and no log, and who opens a client after they were changed has the
 * new ones. A value of the file may itself refer to a file of a folder, as Kubernetes mounts a Secret:
 * {@code ${directory:/folder:file}}.
 *
 * @param bootstrap host:port, comma separated
 * @param config path of a properties file; empty = plain text, nobody is asked who they are
 */
public record KafkaAddress(String bootstrap, String config) implements Serializable {
    private static final String PROVIDERS = "org.apache.kafka.common.config.provider.";
    private static final String REFERENCE = "${directory:";

    /** Brokers that take everybody, in plain text. */
    public static KafkaAddress of(String bootstrap) {
        return new KafkaAddress(bootstrap, "");
    }

    /** By {@code MIGO_KAFKA} and {@code MIGO_KAFKA_CONFIG}. */
    public static KafkaAddress of(Settings settings) {
        return new KafkaAddress(settings.get(Setting.MIGO_KAFKA), settings.get(Setting.MIGO_KAFKA_CONFIG));
    }

    /**
     * A fresh map of Kafka's names, to be added to.
     *
     * @throws UncheckedIOException where the file cannot be read
     * @throws IllegalArgumentException where it sets something else than security
     */
    public Map<String, Object> settings() {
        Map<String, Object> out = new HashMap<>();
        out.put("bootstrap.servers", bootstrap);
        if (config.isEmpty()) {
            return out;
        }
        out.put("config.providers", "file,directory");
        out.put("config.providers.file.class", PROVIDERS + "FileConfigProvider");
        out.put("config.providers.directory.class", PROVIDERS + "DirectoryConfigProvider");
        Properties properties = properties();
        for (String name : properties.stringPropertyNames()) {
            if (!name.equals("security.protocol") && !name.startsWith("sasl.") && !name.startsWith("ssl.")) {
                throw new IllegalArgumentException(Setting.MIGO_KAFKA_CONFIG + " sets " + name
                        + "; it may set security.protocol, sasl.* and ssl.* only");
            }
            // Kafka looks up what it finds once: a reference is handed on as it is.
            String value = properties.getProperty(name);
            out.put(name, value.contains(REFERENCE) ? value : "${file:" + config + ":" + name + "}");
        }
        return out;
    }

    private Properties properties() {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(Path.of(config), StandardCharsets.UTF_8)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(Setting.MIGO_KAFKA_CONFIG + " cannot be read", e);
        }
        return properties;
    }
}
