package io.migomail.ingress;

import io.migomail.control.ApiKeys;
import io.migomail.core.Environment;
import io.migomail.core.MailAddress;
import io.migomail.core.TimeSource;
import io.migomail.mail.tls.PeerKeystore;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * Prints the secrets that an installation on Kubernetes refers to, freshly made, as manifests for {@code kubectl apply}:
 * nothing else ever knows them, and the chart holds none.
 */
public final class SecretsMain {
    private static final int MASTER_KEY_BYTES = 32;
    private static final int TOKEN_BYTES = 32;
    private static final int PASSWORD_BYTES = 15;
    private static final String USAGE = "usage: secrets OWNER-ADDRESS [RELEASE-NAME]";

    private SecretsMain() {}

    /** Exit status 2 where the owner's address is missing or none. */
    public static void main(String[] args) {
        if (args.length < 1 || args.length > 2) {
            System.err.println(USAGE);
            System.exit(2);
        }
        String owner = "";
        try {
            owner = MailAddress.parse(args[0]).toString();
        } catch (IllegalArgumentException e) {
            System.err.println(args[0] + " is no e-mail address: " + e.getMessage() + "\n" + USAGE);
            System.exit(2);
        }
        Instant now = Instant.ofEpochMilli(TimeSource.SYSTEM.wallMillis());
        System.out.print(manifests(owner, args.length > 1 ? args[1] : "migomail", new SecureRandom(), now));
    }

    /**
     * The manifests, YAML.
     *
     * @param owner address of the first person
     * @param release what the secrets' names begin with
     * @param random a secure one
     * @param now when certificates begin
     */
    public static String manifests(String owner, String release, RandomGenerator random, Instant now) {
        return """
                apiVersion: v1
                kind: Secret
                metadata: {name: %1$s-master}
                stringData:
                  # Seals DKIM keys and webhook secrets: without it they are lost. Keep a copy where backups are.
                  master-key: %2$s
                ---
                apiVersion: v1
                kind: Secret
                metadata: {name: %1$s-bootstrap}
                stringData:
                  # The first person signs in to the dashboard with these; the keys are the first application's.
                  email: '%3$s'
                  password: %4$s
                  live-key: %5$s
                  sandbox-key: %6$s
                ---
                apiVersion: v1
                kind: Secret
                metadata: {name: %1$s-egress}
                stringData:
                  # What the delivery job shows to the egress nodes.
                  token: %7$s
                ---
                apiVersion: v1
                kind: Secret
                metadata: {name: %1$s-flink}
                data:
                  # What JobManagers and TaskManagers show to each other.
                  keystore.p12: %8$s
                """.formatted(
                        release,
                        Base64.getEncoder().encodeToString(bytes(random, MASTER_KEY_BYTES)),
                        owner.replace("'", "''"),
                        HexFormat.of().formatHex(bytes(random, PASSWORD_BYTES)),
                        ApiKeys.generate(Environment.LIVE, random),
                        ApiKeys.generate(Environment.SANDBOX, random),
                        HexFormat.of().formatHex(bytes(random, TOKEN_BYTES)),
                        Base64.getEncoder().encodeToString(PeerKeystore.make(now)));
    }

    private static byte[] bytes(RandomGenerator random, int count) {
        byte[] out = new byte[count];
        random.nextBytes(out);
        return out;
    }
}
