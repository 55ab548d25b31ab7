package io.migomail.ingress;

import io.migomail.control.ControlBackup;
import io.migomail.control.TopicAdmin;
import io.migomail.core.KafkaAddress;
import io.migomail.core.Setting;
import io.migomail.core.Settings;
import java.io.IOException;
import java.nio.file.Path;

/** Saves the control plane to a file, and puts it back into a Kafka that has none. */
public final class ControlMain {
    private static final String USAGE = "usage: control backup FILE | control restore FILE";

    private ControlMain() {}

    /** Exit status: 0 done, 1 it could not be done, 2 wrong usage. */
    public static void main(String[] args) throws InterruptedException {
        System.exit(run(Settings.from(System.getenv()), args));
    }

    private static int run(Settings settings, String[] args) throws InterruptedException {
        if (args.length != 2 || !settings.has(Setting.MIGO_KAFKA)) {
            System.err.println(USAGE + "; MIGO_KAFKA names the brokers");
            return 2;
        }
        KafkaAddress kafka = KafkaAddress.of(settings);
        Path file = Path.of(args[1]);
        try {
            switch (args[0]) {
                case "backup" ->
                    System.out.println(
                            ControlBackup.write(kafka, file) + " records of the control plane are in " + file);
                case "restore" -> {
                    TopicAdmin.ensure(settings);
                    System.out.println(ControlBackup.restore(kafka, file) + " records of the control plane are back");
                }
                default -> {
                    System.err.println(USAGE);
                    return 2;
                }
            }
            return 0;
        } catch (IOException | IllegalStateException e) {
            System.err.println("control: " + e.getMessage());
            return 1;
        }
    }
}
