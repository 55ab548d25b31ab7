package io.migomail.standalone.inbox;

import io.migomail.control.ControlPlane;
import io.migomail.core.HostPort;
import io.migomail.core.KafkaAddress;
import io.migomail.core.Setting;
import io.migomail.core.Settings;
import io.migomail.core.TimeSource;
import java.util.concurrent.CountDownLatch;

/** The built-in MX as a process of its own, at {@code MIGO_CAPTURE_MX}, with its pages. */
public final class InboxMain {
    private InboxMain() {}

    /** Argument: where the pages are, a loopback port or address:port. Serves until SIGTERM. */
    public static void main(String[] args) throws Exception {
        Settings settings = Settings.from(System.getenv());
        ControlPlane control = ControlPlane.shared(KafkaAddress.of(settings), TimeSource.SYSTEM);
        Inbox inbox = Inbox.start(
                settings.folder(Setting.MIGO_DATA).resolve("inbox"),
                settings.address(Setting.MIGO_CAPTURE_MX),
                control,
                TimeSource.SYSTEM);
        PageServer pages = PageServer.start(
                args[0].contains(":") ? HostPort.parse(args[0]) : HostPort.parse("127.0.0.1:" + args[0]),
                inbox.routes());
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            pages.close();
                            inbox.close();
                            control.close();
                        },
                        "inbox-stop"));
        new CountDownLatch(1).await();
    }
}
