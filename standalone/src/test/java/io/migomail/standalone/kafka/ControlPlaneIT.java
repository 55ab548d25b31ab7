package io.migomail.standalone.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.control.AccountCells;
import io.migomail.control.ControlBackup;
import io.migomail.control.ControlPlane;
import io.migomail.control.EntityKind;
import io.migomail.control.TopicAdmin;
import io.migomail.control.WriteResult;
import io.migomail.core.KafkaAddress;
import io.migomail.core.Settings;
import io.migomail.core.TimeSource;
import io.migomail.core.record.AcceptedMessage;
import io.migomail.core.record.Account;
import io.migomail.core.record.MessageHead;
import io.migomail.ingress.intake.KafkaMessageLog;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The two ways that data enters Kafka, against a real broker. */
class ControlPlaneIT {
    @Test
    void theControlPlaneSurvivesARestartOfTheBroker(@TempDir Path folder) throws Exception {
        Account account =
                Account.newBuilder().setId("acc_1").setUsername("migo").build();
        try (EmbeddedBroker kafka = EmbeddedBroker.start(folder)) {
            TopicAdmin.ensure(KafkaAddress.of(kafka.bootstrap()), 1, 1);
            TopicAdmin.ensure(KafkaAddress.of(kafka.bootstrap()), 1, 1);
            try (ControlPlane one = ControlPlane.shared(KafkaAddress.of(kafka.bootstrap()), TimeSource.SYSTEM);
                    ControlPlane two = ControlPlane.shared(KafkaAddress.of(kafka.bootstrap()), TimeSource.SYSTEM)) {
                assertTrue(one.put(account, 0).won());
                assertTrue(one.put(account.toBuilder().setName("n").build(), 1).won());
                assertSame(one.view(), two.view());
                assertEquals(WriteResult.Status.CONFLICT, two.put(account, 0).status());
            }
            try (ControlPlane control = ControlPlane.shared(KafkaAddress.of(kafka.bootstrap()), TimeSource.SYSTEM);
                    KafkaMessageLog log = KafkaMessageLog.warm(
                            KafkaAddress.of(kafka.bootstrap()), AccountCells.of(Settings.from(Map.of()), control))) {
                AcceptedMessage message = AcceptedMessage.newBuilder()
                        .setHead(MessageHead.newBuilder().setMessageId("msg_1").setMessageClass("critical"))
                        .build();
                assertTrue(taken(log, message) > 0, "the broker's append time");
                assertTrue(log.healthy());
            }
        }
        try (EmbeddedBroker kafka = EmbeddedBroker.start(folder);
                ControlPlane control = ControlPlane.shared(KafkaAddress.of(kafka.bootstrap()), TimeSource.SYSTEM)) {
            assertNotNull(control.view().accountByUsername("migo"));
            assertEquals(2, control.version(EntityKind.ACCOUNT, "acc_1"));
        }
    }

    @Test
    void aMessageLiesInTheTopicsOfItsAccountsCell(@TempDir Path folder) throws Exception {
        try (EmbeddedBroker kafka = EmbeddedBroker.start(folder)) {
            KafkaAddress address = KafkaAddress.of(kafka.bootstrap());
            TopicAdmin.ensure(address, 1, 2);
            try (ControlPlane control = ControlPlane.shared(address, TimeSource.SYSTEM)) {
                Account account = Account.newBuilder().setId("acc_1").setCell(1).build();
                assertTrue(control.put(account, 0).won());
                AccountCells cells = AccountCells.of(Settings.from(Map.of("MIGO_CELLS", "2")), control);
                try (KafkaMessageLog log = KafkaMessageLog.warm(address, cells)) {
                    MessageHead.Builder head =
                            MessageHead.newBuilder().setMessageId("msg_1").setMessageClass("high");
                    taken(log, AcceptedMessage.newBuilder().setHead(head).build());
                    taken(
                            log,
                            AcceptedMessage.newBuilder()
                                    .setHead(head.setAccountId("acc_1"))
                                    .build());
                }
            }
            assertEquals(1, records(address, "mail.accepted.high"));
            assertEquals(1, records(address, "mail.accepted.high.cell-1"));
            var e = assertThrows(IllegalStateException.class, () -> TopicAdmin.ensure(address, 1, 1));
            assertTrue(String.valueOf(e.getMessage()).contains("topics of cell 1"), e.getMessage());
        }
    }

    private static long records(KafkaAddress address, String topic) throws Exception {
        try (Admin admin = Admin.create(address.settings())) {
            Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
            for (int partition = 0; partition < 4; partition++) {
                ends.put(new TopicPartition(topic, partition), OffsetSpec.latest());
            }
            return admin.listOffsets(ends).all().get(1, TimeUnit.MINUTES).values().stream()
                    .mapToLong(end -> end.offset())
                    .sum();
        }
    }

    @Test
    void whatWasSavedIsRestoredIntoAnotherKafka(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("backup");
        try (EmbeddedBroker kafka = EmbeddedBroker.start(folder.resolve("one"))) {
            KafkaAddress address = KafkaAddress.of(kafka.bootstrap());
            TopicAdmin.ensure(address, 1, 1);
            try (ControlPlane control = ControlPlane.shared(address, TimeSource.SYSTEM)) {
                Account account =
                        Account.newBuilder().setId("acc_1").setUsername("migo").build();
                assertTrue(control.put(account, 0).won());
                assertTrue(
                        control.put(account.toBuilder().setName("n").build(), 1).won());
            }
            ControlBackup.write(address, file);
        }
        try (EmbeddedBroker kafka = EmbeddedBroker.start(folder.resolve("other"))) {
            KafkaAddress address = KafkaAddress.of(kafka.bootstrap());
            TopicAdmin.ensure(address, 1, 1);
            ControlBackup.restore(address, file);
            try (ControlPlane control = ControlPlane.shared(address, TimeSource.SYSTEM)) {
                assertEquals("n", control.view().accountByUsername("migo").getName());
                assertEquals(2, control.version(EntityKind.ACCOUNT, "acc_1"));
            }
            assertThrows(IllegalStateException.class, () -> ControlBackup.restore(address, file));
        }
    }

    /** Appended again where the broker has not confirmed in time, as on a machine that stood still; bounded. */
    private static long taken(KafkaMessageLog log, AcceptedMessage message) throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (true) {
            try {
                return log.append(message).toCompletableFuture().get(1, TimeUnit.MINUTES);
            } catch (ExecutionException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
            }
        }
    }
}
