package io.migomail.ingress;

import io.migomail.analytics.ClickHouseAddress;
import io.migomail.analytics.Migrations;
import io.migomail.control.ControlPlane;
import io.migomail.control.MasterKey;
import io.migomail.control.SecretBox;
import io.migomail.control.TopicAdmin;
import io.migomail.core.KafkaAddress;
import io.migomail.core.Setting;
import io.migomail.core.Settings;
import io.migomail.core.TimeSource;
import java.io.IOException;
import java.security.SecureRandom;

/**
 * Creates the topics, brings the event store's schema up to date and, where the settings ask for it, makes the operator's
 * account; may run again at any time.
 */
public final class MigrateMain {
    private MigrateMain() {}

    /** Exit status 0 when all is as it should be. */
    public static void main(String[] args) throws Exception {
        Settings settings = Settings.from(System.getenv());
        TopicAdmin.ensure(settings);
        Migrations.migrate(ClickHouseAddress.from(settings)).forEach(done -> System.out.println("migrated: " + done));
        if (FirstInstallation.wanted(settings)) {
            install(settings);
        }
    }

    private static void install(Settings settings) throws IOException, InterruptedException {
        SecureRandom random = new SecureRandom();
        TimeSource time = TimeSource.SYSTEM;
        MasterKey master = MasterKey.resolve(settings, System.getenv(), settings.folder(Setting.MIGO_DATA), false);
        try (ControlPlane control = ControlPlane.shared(KafkaAddress.of(settings), time)) {
            new FirstInstallation(settings, control, new SecretBox(master, random), time, random)
                    .make()
                    .forEach(made -> System.out.println("made: " + made));
        }
    }
}
