package io.migomail.e2e.clients;

import io.migomail.core.FreePorts;
import io.migomail.e2e.Await;
import io.migomail.testkit.process.Scratch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A private Postfix that hands all its mail to a smarthost, as an office's own mail server does. Ended by its pid. */
final class Smarthost implements AutoCloseable {
    private static final Path POSTFIX = Path.of("/usr/sbin/postfix");

    private final Scratch scratch;
    private final int port;

    private Smarthost(Scratch scratch, int port) {
        this.scratch = scratch;
        this.port = port;
    }

    /** Whether one can be started here. */
    static boolean possible() {
        return Files.isExecutable(POSTFIX) && "root".equals(System.getProperty("user.name"));
    }

    /** Starts it with the login for the smarthost {@code localhost:relay}; returns when it greets. */
    static Smarthost start(int relay, String ca, String user, String password) throws Exception {
        Smarthost smarthost = new Smarthost(
                Scratch.open("smarthost"), FreePorts.ofThisProcess().next());
        try {
            smarthost.write(relay, ca, user, password);
            ProcessBuilder command = new ProcessBuilder(
                    POSTFIX.toString(), "-c", smarthost.folder("config").toString(), "start-fg");
            command.redirectOutput(ProcessBuilder.Redirect.DISCARD);
            smarthost.scratch.start("postfix", command, Duration.ofSeconds(10));
            Await.until("a greeting of Postfix", smarthost::greets, greets -> greets);
            return smarthost;
        } catch (Exception e) {
            smarthost.close();
            throw e;
        }
    }

    int port() {
        return port;
    }

    private Path folder(String name) {
        return scratch.folder().resolve(name);
    }

    private boolean greets() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            return socket.getInputStream().read() == '2';
        } catch (IOException e) {
            return false;
        }
    }

    private void write(int relay, String ca, String user, String password) throws IOException {
        for (String name : List.of("config", "queue", "data")) {
            Files.createDirectories(folder(name));
        }
        Path data = folder("data");
        Files.setOwner(
                data, data.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postfix"));
        Path trusted = Files.copy(Path.of(ca), folder("config").resolve("ca.pem"));
        Files.writeString(
                folder("config").resolve("main.cf"), """
                compatibility_level = 3.6
                queue_directory = %1$s/queue
                data_directory = %1$s/data
                myhostname = office.example
                mydestination =
                mynetworks = 127.0.0.0/8
                inet_interfaces = 127.0.0.1
                inet_protocols = ipv4
                relayhost = [localhost]:%2$d
                smtp_host_lookup = native
                disable_dns_lookups = yes
                alias_maps =
                alias_database =
                local_recipient_maps =
                smtpd_relay_restrictions = permit_mynetworks, reject
                smtpd_peername_lookup = no
                smtpd_tls_security_level = none
                smtp_tls_security_level = secure
                smtp_tls_CAfile = %3$s
                smtp_tls_secure_cert_match = nexthop
                smtp_sasl_auth_enable = yes
                smtp_sasl_security_options = noanonymous
                smtp_sasl_password_maps = inline:{ {[localhost]:%2$d = %4$s:%5$s} }
                syslog_name = migomail-smarthost
                """.formatted(scratch.folder(), relay, trusted, user, password));
        Files.writeString(folder("config").resolve("master.cf"), """
                127.0.0.1:%d inet n - n - - smtpd
                cleanup unix n - n - 0 cleanup
                qmgr unix n - n 300 1 qmgr
                tlsmgr unix - - n 1000? 1 tlsmgr
                rewrite unix - - n - - trivial-rewrite
                bounce unix - - n - 0 bounce
                defer unix - - n - 0 bounce
                trace unix - - n - 0 bounce
                verify unix - - n - 1 verify
                flush unix n - n 1000? 0 flush
                proxymap unix - - n - - proxymap
                smtp unix - - n - - smtp
                relay unix - - n - - smtp
                error unix - - n - - error
                retry unix - - n - - error
                anvil unix - - n - 1 anvil
                scache unix - - n - 1 scache
                """.formatted(port));
    }

    @Override
    public void close() {
        scratch.close();
    }
}
