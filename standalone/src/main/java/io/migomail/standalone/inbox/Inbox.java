package io.migomail.standalone.inbox;

import io.migomail.control.ControlPlane;
import io.migomail.core.HostPort;
import io.migomail.core.Setting;
import io.migomail.core.Settings;
import io.migomail.core.TimeSource;
import io.migomail.core.record.DkimSelector;
import io.migomail.core.record.Domain;
import io.migomail.ingress.rest.PageRoute;
import io.migomail.ingress.sandbox.CapturedMail;
import io.migomail.ingress.sandbox.SandboxMail;
import io.migomail.mail.dkim.DkimAlgorithm;
import io.migomail.mail.dkim.DkimKeys;
import io.migomail.mail.dkim.DkimVerifier;
import io.migomail.mail.smtp.server.SmtpServer;
import io.migomail.mail.smtp.server.SmtpServerConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The built-in MX, and its pages. From {@link #start} to {@link #close}. */
public final class Inbox implements SandboxMail, AutoCloseable {
    private static final int KEPT = 5_000;

    private final SmtpServer server;
    private final ExecutorService writer;
    private final InboxStore store;
    private final InboxPages pages;

    private Inbox(SmtpServer server, ExecutorService writer, InboxStore store) {
        this.server = server;
        this.writer = writer;
        this.store = store;
        this.pages = new InboxPages(store);
    }

    /** Starts it on a free port of loopback, over the mails kept in the folder. */
    public static Inbox start(Path folder, ControlPlane control, TimeSource time) throws IOException {
        return start(folder, new HostPort("127.0.0.1", 0), control, time);
    }

    /** The same at an address of the caller's choice. */
    public static Inbox start(Path folder, HostPort address, ControlPlane control, TimeSource time) throws IOException {
        InboxStore store = new InboxStore(folder, KEPT);
        DkimVerifier verifier = new DkimVerifier((selector, domain) -> key(control, selector, domain), time);
        ExecutorService writer = Executors.newSingleThreadExecutor(task -> new Thread(task, "inbox-writer"));
        SmtpServerConfig config = SmtpServerConfig.builder("mx.localhost")
                .listen(address)
                .threads(1)
                .build();
        Simulation simulation = new Simulation();
        SimulatedProviders providers = new SimulatedProviders(time);
        SmtpServer server = SmtpServer.start(
                config, connection -> new CaptureMx(connection, store, verifier, time, writer, simulation, providers));
        return new Inbox(server, writer, store);
    }

    /**
     * The settings as a run holds them whose mail stays on the machine: webhooks may be on it, and links and keys are found there.
     *
     * @param http where its REST API is
     */
    public static Settings captureDefaults(Settings settings, HostPort http) {
        if (!settings.get(Setting.MIGO_DELIVERY).equals("capture")) {
            return settings;
        }
        Settings out = settings;
        if (!settings.given(Setting.MIGO_ALLOW_PRIVATE_WEBHOOKS)) {
            out = out.with(Setting.MIGO_ALLOW_PRIVATE_WEBHOOKS, "true");
        }
        boolean everywhere = http.host().equals("0.0.0.0") || http.host().equals("::");
        HostPort near = everywhere ? new HostPort("127.0.0.1", http.port()) : http;
        for (Setting url : List.of(Setting.MIGO_TRACKING_URL, Setting.MIGO_PUBLIC_URL)) {
            out = settings.given(url) ? out : out.with(url, "http://" + near);
        }
        return out;
    }

    /** The settings with this MX as the one that captures. */
    public Settings route(Settings settings) {
        return settings.with(Setting.MIGO_CAPTURE_MX, new HostPort("127.0.0.1", server.port()).toString());
    }

    /** The pages as routes of the ingress. */
    public List<PageRoute> routes() {
        return List.of(
                new PageRoute("/inbox", (path, query) -> reply(pages.list())),
                new PageRoute("/inbox/messages", (path, query) -> reply(pages.messages(query))),
                new PageRoute("/inbox/inbox.css", (path, query) -> read(() -> pages.file("inbox.css"))),
                new PageRoute("/inbox/inbox.js", (path, query) -> read(() -> pages.file("inbox.js"))),
                new PageRoute("/inbox/{number}", (path, query) -> read(() -> pages.mail(number(path)))),
                new PageRoute("/inbox/{number}/html", (path, query) -> read(() -> pages.html(number(path)))),
                new PageRoute("/inbox/{number}/source", (path, query) -> read(() -> pages.source(number(path)))));
    }

    @Override
    public List<CapturedMail> newest() {
        return store.newest(0, KEPT).stream().map(Inbox::told).toList();
    }

    @Override
    public byte @Nullable [] source(long number) throws IOException {
        Captured captured = store.get(number);
        return captured == null ? null : store.source(captured);
    }

    private static CapturedMail told(Captured mail) {
        return new CapturedMail(
                mail.number(),
                mail.at(),
                mail.sender(),
                mail.recipients(),
                mail.from(),
                mail.subject(),
                mail.dkim(),
                mail.tls(),
                mail.size());
    }

    @Override
    public void close() {
        server.close();
        writer.shutdown();
    }

    private interface Reading {
        InboxPages.Page read() throws IOException;
    }

    private static String number(Map<String, String> path) {
        return path.getOrDefault("number", "");
    }

    private static PageRoute.PageReply read(Reading reading) {
        try {
            return reply(reading.read());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PageRoute.PageReply reply(InboxPages.Page page) {
        return new PageRoute.PageReply(page.status(), page.contentType(), page.headers(), page.body());
    }

    /** Public keys as the control plane knows them: the DNS of a local run does not publish them. */
    private static @Nullable String key(ControlPlane control, String selector, String domain) {
        for (var account : control.view().accounts()) {
            Domain found = control.view().domainByName(account.getId(), domain);
            if (found != null) {
                for (DkimSelector s : found.getSelectorsList()) {
                    if (s.getSelector().equals(selector)) {
                        return DkimKeys.txtRecord(DkimAlgorithm.of(s.getAlgorithm()), s.getPublicKey());
                    }
                }
            }
        }
        return null;
    }
}
