package io.migomail.standalone;

import io.migomail.core.Setting;
import io.migomail.core.Settings;
import io.migomail.standalone.demo.Demo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Starts a stack, walks the whole way of three messages, and stops it. */
@Command(
        name = "demo",
        description = "Starts, sends, receives, verifies, prints timelines, stops.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    @Override
    public Integer call() throws IOException, InterruptedException {
        Settings settings = Settings.from(System.getenv());
        Path temporary = null;
        if (!settings.given(Setting.MIGO_DATA)) {
            temporary = Files.createTempDirectory("migomail-demo");
            settings = settings.with(Setting.MIGO_DATA, temporary.toString());
        }
        settings =
                unlessGiven(unlessGiven(settings, Setting.MIGO_HTTP, "127.0.0.1:0"), Setting.MIGO_SMTP, "127.0.0.1:0");
        Main.Logs.into(settings.folder(Setting.MIGO_DATA));
        try (Stack stack = Stack.start(settings, Progress.console(System.out))) {
            new Demo(stack.ready(), System.out).run();
        } finally {
            if (temporary != null) {
                Scratch.delete(temporary);
            }
        }
        return 0;
    }

    private static Settings unlessGiven(Settings settings, Setting setting, String value) {
        return settings.given(setting) ? settings : settings.with(setting, value);
    }
}
