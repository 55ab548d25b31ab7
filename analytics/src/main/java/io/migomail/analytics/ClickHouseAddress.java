package io.migomail.analytics;

import io.migomail.core.Setting;
import io.migomail.core.Settings;
import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * Where the event store is, and as whom: HTTP URL, user, password, database, the cluster's name, empty for a single
 * server, and the path of the PEM file whose authorities sign its certificate, empty for those of Java. Its text hides
 * the password.
 */
public record ClickHouseAddress(
        String url, String user, String password, String database, String cluster, String authority)
        implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Pattern DATABASE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");

    /** @throws IllegalArgumentException where the database's name is not letters, digits and underscores */
    public ClickHouseAddress {
        if (!DATABASE.matcher(database).matches()) {
            throw new IllegalArgumentException(
                    "a ClickHouse database's name is letters, digits and _, not '" + database + "'");
        }
    }

    /** One whose certificate, if it has any, Java knows. */
    public ClickHouseAddress(String url, String user, String password, String database, String cluster) {
        this(url, user, password, database, cluster, "");
    }

    /** The address that the settings name; the URL is empty where none was given. */
    public static ClickHouseAddress from(Settings settings) {
        return new ClickHouseAddress(
                settings.get(Setting.MIGO_CLICKHOUSE_URL),
                settings.get(Setting.MIGO_CLICKHOUSE_USER),
                settings.get(Setting.MIGO_CLICKHOUSE_PASSWORD),
                settings.get(Setting.MIGO_CLICKHOUSE_DATABASE),
                settings.get(Setting.MIGO_CLICKHOUSE_CLUSTER),
                settings.get(Setting.MIGO_CLICKHOUSE_CA));
    }

    /** The same server, another database. */
    public ClickHouseAddress withDatabase(String other) {
        return new ClickHouseAddress(url, user, password, other, cluster, authority);
    }

    @Override
    public String toString() {
        return url + "/" + database + " as " + user;
    }
}
