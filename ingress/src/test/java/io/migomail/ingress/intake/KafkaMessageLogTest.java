package io.migomail.ingress.intake;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.record.AcceptedMessage;
import io.migomail.core.record.MessageHead;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class KafkaMessageLogTest {
    @Test
    void withoutABrokerAnAppendFailsWithinASecond() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        try (KafkaMessageLog log = new KafkaMessageLog("127.0.0.1:" + port)) {
            AcceptedMessage message = AcceptedMessage.newBuilder()
                    .setHead(MessageHead.newBuilder().setMessageId("msg_1").setMessageClass("critical"))
                    .build();
            long started = System.nanoTime();
            var answer = log.append(message).toCompletableFuture();
            assertThrows(ExecutionException.class, () -> answer.get(5, TimeUnit.SECONDS));
            assertTrue(System.nanoTime() - started < 1_000_000_000L);
            assertFalse(log.healthy());
        }
    }
}
