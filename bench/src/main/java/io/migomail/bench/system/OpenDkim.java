package io.migomail.bench.system;

import io.migomail.testkit.process.Child;
import io.migomail.testkit.process.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;

/**
 * A private OpenDKIM that signs with an RSA-2048 key, reached over a Unix socket. Ends with the scratch folder it lives in.
 */
record OpenDkim(Child child, Path socket) {
    private static final Duration STOP = Duration.ofSeconds(10);

    /** Starts it; it may not listen yet when this returns. */
    static OpenDkim start(Path program, Scratch scratch, String domain) throws IOException {
        Path key = scratch.folder().resolve("dkim.pem");
        Files.writeString(key, key());
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        Path socket = scratch.folder().resolve("opendkim.sock");
        Path config = scratch.folder().resolve("opendkim.conf");
        Files.writeString(config, config(domain, key, socket));
        ProcessBuilder command = new ProcessBuilder(program.toString(), "-f", "-x", config.toString());
        command.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        return new OpenDkim(scratch.start("opendkim", command, STOP), socket);
    }

    /** Whether it listens. */
    boolean ready() {
        return Files.exists(socket);
    }

    static String config(String domain, Path key, Path socket) {
        return """
                Domain %s
                Selector bench
                KeyFile %s
                Socket local:%s
                Mode s
                Canonicalization relaxed/relaxed
                SignatureAlgorithm rsa-sha256
                RequireSafeKeys no
                UMask 000
                Syslog no
                Background no
                """.formatted(domain, key, socket);
    }

    private static String key() throws IOException {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            byte[] octets = generator.generateKeyPair().getPrivate().getEncoded();
            String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(octets);
            return "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n";
        } catch (GeneralSecurityException e) {
            throw new IOException("no RSA key can be made", e);
        }
    }
}
