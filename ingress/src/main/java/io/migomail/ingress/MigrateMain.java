package io.migomail.ingress;

import io.migomail.analytics.ClickHouseAddress;
import io.migomail.analytics.Migrations;
import io.migomail.control.TopicAdmin;
import io.migomail.core.Setting;
import io.migomail.core.Settings;

/** Creates the topics and brings the event store's schema up to date; may run again at any time. */
public final class MigrateMain {
    private MigrateMain() {}

    /** Exit status 0 when both are as they should be. */
    public static void main(String[] args) throws Exception {
        Settings settings = Settings.from(System.getenv());
        TopicAdmin.ensure(settings.get(Setting.MIGO_KAFKA), settings.number(Setting.MIGO_KAFKA_REPLICATION, 1));
        Migrations.migrate(ClickHouseAddress.from(settings)).forEach(done -> System.out.println("migrated: " + done));
    }
}
