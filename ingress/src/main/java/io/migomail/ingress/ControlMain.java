package io.migomail.ingress;

import io.migomail.control.ControlBackup;
import io.migomail.control.ControlPlane;
import io.migomail.control.ControlReseal;
import io.migomail.control.MasterKey;
import io.migomail.control.SecretBox;
import io.migomail.control.TopicAdmin;
import io.migomail.core.KafkaAddress;
import io.migomail.core.Limits;
import io.migomail.core.Setting;
import io.migomail.core.Settings;
import io.migomail.core.TimeSource;
import io.migomail.core.record.Erasure;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;

/**
 * Saves the control plane to a file, puts it back into a Kafka that has none, and seals its secrets under another master key.
 */
public final class ControlMain {
    private static final String USAGE = "usage: control backup FILE | control restore FILE | control reseal";

    private ControlMain() {}

    /** Exit status: 0 done, 1 it could not be done, 2 wrong usage. */
    public static void main(String[] args) throws InterruptedException {
        System.exit(run(Settings.from(System.getenv()), args));
    }

    private static int run(Settings settings, String[] args) throws InterruptedException {
        String command = args.length == 0 ? "" : args[0];
        if (args.length != (command.equals("reseal") ? 1 : 2) || !settings.has(Setting.MIGO_KAFKA)) {
            System.err.println(USAGE + "; MIGO_KAFKA names the brokers");
            return 2;
        }
        KafkaAddress kafka = KafkaAddress.of(settings);
        try {
            switch (command) {
                case "backup" -> {
                    Path file = Path.of(args[1]);
                    System.out.println(
                            ControlBackup.write(kafka, file) + " records of the control plane are in " + file);
                }
                case "restore" -> {
                    TopicAdmin.ensure(settings);
                    System.out.println(
                            ControlBackup.restore(kafka, Path.of(args[1])) + " records of the control plane are back");
                }
                case "reseal" -> {
                    return reseal(settings, kafka);
                }
                default -> {
                    System.err.println(USAGE);
                    return 2;
                }
            }
            return 0;
        } catch (IOException | IllegalStateException | IllegalArgumentException e) {
            System.err.println("control: " + e.getMessage());
            return 1;
        }
    }

    /** Exit status 1 where something is left that no key opens. */
    private static int reseal(Settings settings, KafkaAddress kafka) throws IOException, InterruptedException {
        MasterKey master = MasterKey.resolve(settings, System.getenv(), settings.folder(Setting.MIGO_DATA), false);
        try (ControlPlane control = ControlPlane.shared(kafka, TimeSource.SYSTEM)) {
            ControlReseal.Result result = new ControlReseal(control, new SecretBox(master, new SecureRandom())).run();
            System.out.println(
                    result.resealed() + " entities of the control plane were sealed under the first master key, "
                            + result.kept() + " were so already");
            if (master.count() > 1) {
                control.view().erasures().stream()
                        .mapToLong(Erasure::getErasedAt)
                        .max()
                        .ifPresent(newest -> System.out.println(
                                "people who were erased are known under the key of then: keep the others until "
                                        + Instant.ofEpochMilli(newest).plus(Limits.ERASURE_KEPT)));
            }
            result.unreadable()
                    .forEach(id ->
                            System.err.println("control: " + id + " cannot be opened with any of the master keys"));
            return result.unreadable().isEmpty() ? 0 : 1;
        }
    }
}
