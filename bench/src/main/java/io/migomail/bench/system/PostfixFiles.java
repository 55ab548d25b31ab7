package io.migomail.bench.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The two configuration files of a private Postfix: a relay on the loopback that sends everything to one host, with a
 * milter, and with everything else as it comes. Queue and data folder lie beside them.
 *
 * @param port where it listens, 127.0.0.1
 * @param mxPort where it sends everything, 127.0.0.1
 * @param milter Unix socket of the signer
 */
record PostfixFiles(Path folder, int port, int mxPort, Path milter) {
    private static final List<String> SERVICES = List.of(
            "cleanup unix n - n - 0 cleanup",
            "qmgr unix n - n 300 1 qmgr",
            "tlsmgr unix - - n 1000? 1 tlsmgr",
            "rewrite unix - - n - - trivial-rewrite",
            "bounce unix - - n - 0 bounce",
            "defer unix - - n - 0 bounce",
            "trace unix - - n - 0 bounce",
            "verify unix - - n - 1 verify",
            "flush unix n - n 1000? 0 flush",
            "proxymap unix - - n - - proxymap",
            "smtp unix - - n - - smtp",
            "relay unix - - n - - smtp",
            "error unix - - n - - error",
            "retry unix - - n - - error",
            "anvil unix - - n - 1 anvil",
            "scache unix - - n - 1 scache");

    /** Folder for {@code postfix -c}. */
    Path config() {
        return folder.resolve("config");
    }

    void write() throws IOException {
        for (Path made : List.of(config(), folder.resolve("queue"), folder.resolve("data"))) {
            Files.createDirectories(made);
        }
        Files.writeString(config().resolve("main.cf"), main());
        Files.writeString(config().resolve("master.cf"), master());
    }

    /** The data folder must belong to the mail system's own user. */
    void own() throws IOException {
        Path data = folder.resolve("data");
        Files.setOwner(
                data, data.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postfix"));
    }

    String main() {
        return """
                compatibility_level = 3.6
                queue_directory = %1$s/queue
                data_directory = %1$s/data
                myhostname = peer.bench.example
                mydestination =
                mynetworks = 127.0.0.0/8
                inet_interfaces = 127.0.0.1
                inet_protocols = ipv4
                relayhost = [127.0.0.1]:%2$d
                disable_dns_lookups = yes
                alias_maps =
                alias_database =
                local_recipient_maps =
                smtpd_relay_restrictions = permit_mynetworks, reject
                smtpd_peername_lookup = no
                smtpd_client_connection_count_limit = 0
                smtpd_tls_security_level = none
                smtp_tls_security_level = none
                smtpd_milters = unix:%3$s
                milter_default_action = tempfail
                syslog_name = migomail-bench-peer
                """.formatted(folder, mxPort, milter);
    }

    String master() {
        return "127.0.0.1:" + port + " inet n - n - - smtpd\n" + String.join("\n", SERVICES) + "\n";
    }
}
