package io.migomail.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The settings of this process, resolved once at start. Immutable. */
public final class Settings {
    /** File of the data folder with settings that no job graph and no command line may hold; mode 0600. */
    public static final String SECRETS_FILE = "secrets.conf";

    /** Names with our prefix that are read by others: the SDKs, the script {@code migomail}, the tests. */
    private static final Set<String> NOT_OURS =
            Set.of("MIGO_API_KEY", "MIGO_BASE_URL", "MIGO_JAVA_OPTS", "MIGO_TEST_NPM");

    private final Map<Setting, String> values = new EnumMap<>(Setting.class);

    private Settings() {}

    /**
     * Settings from an environment and the file that its {@code MIGO_CONFIG} names.
     *
     * @throws IllegalArgumentException for an unknown name that begins with {@code MIGO_}, or a file that cannot be read
     */
    public static Settings from(Map<String, String> environment) {
        Settings settings = new Settings();
        String file = environment.getOrDefault(Setting.MIGO_CONFIG.name(), "");
        if (!file.isEmpty()) {
            settings.readFile(Path.of(file));
        }
        environment.forEach((name, value) -> {
            if (name.startsWith("MIGO_") && !NOT_OURS.contains(name)) {
                settings.values.put(setting(name, "the environment"), value);
            }
        });
        return settings;
    }

    /** The value given, or the default. */
    public String get(Setting setting) {
        return values.getOrDefault(setting, setting.standard());
    }

    /** Whether a value other than the empty one was given or is the default. */
    public boolean has(Setting setting) {
        return !get(setting).isEmpty();
    }

    /** Whether the value was given by the user. */
    public boolean given(Setting setting) {
        return values.containsKey(setting);
    }

    /** {@code true} or {@code false}. */
    public boolean flag(Setting setting) {
        return switch (get(setting)) {
            case "true", "1", "yes" -> true;
            case "false", "0", "no", "" -> false;
            default ->
                throw new IllegalArgumentException(setting + " must be true or false, not '" + get(setting) + "'");
        };
    }

    /** A number of at least {@code min}. */
    public int number(Setting setting, int min) {
        try {
            int value = Integer.parseInt(get(setting));
            if (value >= min) {
                return value;
            }
        } catch (NumberFormatException e) {
            // falls through to the error that names the setting
        }
        throw new IllegalArgumentException(
                setting + " must be a number of at least " + min + ", not '" + get(setting) + "'");
    }

    /** @throws IllegalArgumentException that names the setting, where its value is no {@code address:port} */
    public HostPort address(Setting setting) {
        return address(setting, get(setting));
    }

    /** Comma-separated addresses; see {@link #address(Setting)}. */
    public List<HostPort> addresses(Setting setting) {
        return list(setting).stream().map(text -> address(setting, text)).toList();
    }

    private static HostPort address(Setting setting, String text) {
        try {
            return HostPort.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(setting + " must be address:port, not '" + text + "'", e);
        }
    }

    /** A folder, absolute; {@code ~/} is the home of this process's user. */
    public Path folder(Setting setting) {
        String text = get(setting);
        String home = System.getProperty("user.home");
        return Path.of(text.startsWith("~/") ? home + text.substring(1) : text)
                .toAbsolutePath()
                .normalize();
    }

    /** Comma-separated values without the empty ones. */
    public List<String> list(Setting setting) {
        List<String> out = new ArrayList<>();
        Arrays.stream(get(setting).split(","))
                .map(String::trim)
                .filter(s -> !s.isEmpty())
                .forEach(out::add);
        return out;
    }

    /** These settings with one changed. */
    public Settings with(Setting setting, @Nullable String value) {
        Settings copy = new Settings();
        copy.values.putAll(values);
        if (value == null) {
            copy.values.remove(setting);
        } else {
            copy.values.put(setting, value);
        }
        return copy;
    }

    /**
     * These settings, and where they give none those of a file; a file that is missing gives none.
     *
     * @throws IllegalArgumentException where the file cannot be understood
     */
    public Settings orElse(Path file) {
        Settings out = new Settings();
        if (Files.exists(file)) {
            out.readFile(file);
        }
        out.values.putAll(values);
        return out;
    }

    private void readFile(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read the settings in " + file, e);
        }
        for (String line : lines) {
            String text = line.strip();
            int equals = text.indexOf('=');
            if (text.isEmpty() || text.startsWith("#")) {
                continue;
            }
            if (equals < 1) {
                throw new IllegalArgumentException(file + ": not NAME=value: " + text);
            }
            values.put(
                    setting(text.substring(0, equals).strip(), file.toString()),
                    text.substring(equals + 1).strip());
        }
    }

    private static Setting setting(String name, String where) {
        try {
            return Setting.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "unknown setting " + name + " in " + where + "; see the table in README.md", e);
        }
    }
}
