package io.migomail.ingress.intake;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.control.AccountCells;
import io.migomail.control.ControlPlane;
import io.migomail.core.KafkaAddress;
import io.migomail.core.Settings;
import io.migomail.core.TimeSource;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.core.record.MessageHead;
import io.migomail.testkit.DeadPort;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaMessageLogTest {
    @Test
    void withoutABrokerAnAppendFailsWithoutWaiting() throws Exception {
        try (DeadPort nobody = DeadPort.open();
                ControlPlane control = ControlPlane.inMemory(TimeSource.SYSTEM);
                KafkaMessageLog log = new KafkaMessageLog(
                        KafkaAddress.of("127.0.0.1:" + nobody.number()),
                        AccountCells.of(Settings.from(Map.of()), control))) {
            AcceptedMessage message = AcceptedMessage.newBuilder()
                    .setHead(MessageHead.newBuilder().setMessageId("msg_1").setMessageClass("critical"))
                    .build();
            assertTrue(log.append(message).toCompletableFuture().isCompletedExceptionally());
            assertFalse(log.healthy());
        }
    }
}
