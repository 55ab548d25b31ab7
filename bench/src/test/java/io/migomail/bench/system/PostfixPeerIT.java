package io.migomail.bench.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.migomail.bench.load.Client;
import io.migomail.bench.load.Mails;
import io.migomail.core.HostPort;
import io.migomail.core.TimeSource;
import io.migomail.mail.smtp.SmtpReply;
import io.migomail.mail.smtp.server.SmtpServer;
import io.migomail.mail.smtp.server.SmtpServerConfig;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PostfixPeerIT {
    @Test
    void thePeerSignsAndRelaysWithTheHeaderAndLeavesNothingBehind() throws Exception {
        boolean present = PostfixPeer.missing().isEmpty();
        assumeTrue(present || "true".equals(System.getenv("CI")), () -> String.valueOf(PostfixPeer.missing()));
        assertTrue(present, () -> String.valueOf(PostfixPeer.missing()));
        BlockingQueue<String> arrived = new ArrayBlockingQueue<>(10);
        SmtpServerConfig config = SmtpServerConfig.builder("mx.example")
                .listen(new HostPort("127.0.0.1", 0))
                .threads(1)
                .build();
        List<ProcessHandle> started;
        try (SmtpServer mx = SmtpServer.start(config, connection -> (envelope, content) -> {
                    arrived.add(new String(content, StandardCharsets.ISO_8859_1));
                    return CompletableFuture.completedFuture(SmtpReply.STANDARD);
                });
                PostfixPeer peer = PostfixPeer.start(mx.port(), "bench.example", TimeSource.SYSTEM)) {
            Target target = peer.target("shop@bench.example");
            started = ProcessHandle.current().descendants().toList();
            assertEquals(2, target.pids().size());
            try (Client client =
                    target.clients().apply(new Mails(new Mails.Plan("r1", "shop@bench.example", 1, 20_480, "")))) {
                assertTrue(client.send(5).accepted());
            }
            String mail = arrived.poll(60, TimeUnit.SECONDS);
            assertTrue(mail != null && mail.contains("X-Bench-Id: r1-5\r\n"), mail);
            assertTrue(mail.contains("DKIM-Signature: v=1; a=rsa-sha256;"), mail);
            assertTrue(mail.contains("d=bench.example;"), mail);
        }
        assertTrue(started.size() >= 3, "OpenDKIM, master and its children");
        for (ProcessHandle process : started) {
            process.onExit().get(60, TimeUnit.SECONDS);
            assertFalse(process.isAlive());
        }
    }
}
