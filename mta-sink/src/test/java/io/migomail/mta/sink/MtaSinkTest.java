package io.migomail.mta.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.google.protobuf.ByteString;
import io.migomail.core.RecordCodec;
import io.migomail.core.record.Delivery;
import io.migomail.core.record.MessageHead;
import io.migomail.core.record.MxHost;
import io.migomail.core.record.Outcome;
import io.migomail.core.record.Route;
import io.migomail.mta.Attempt;
import io.migomail.mta.Pool;
import io.migomail.mta.engine.AddressLookup;
import io.migomail.mta.engine.EgressNodes;
import io.migomail.mta.engine.EngineConfig;
import io.migomail.testkit.DeadPort;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.flink.api.common.TaskInfoImpl;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

/** The sink as Flink treats it: serialised, opened, written to, ended. */
class MtaSinkTest {
    /** Static, for the sink is copied on its way to the task. */
    private static final List<Outcome> JOURNAL = new CopyOnWriteArrayList<>();

    private static final SinkConfig CONFIG = new SinkConfig(
            EngineConfig.of("sender.test"),
            () -> host -> CompletableFuture.completedFuture(new AddressLookup.Answer(List.of(), "no such host")),
            () -> id -> new Pool(id, "acc_a", "transactional", "live", List.of(new Pool.Address("", ""))),
            () -> EgressNodes.NONE,
            MtaSinkTest::journal);

    private static OutcomeJournal journal() {
        return new OutcomeJournal() {
            @Override
            public void append(Outcome outcome, Completion done) {
                JOURNAL.add(outcome);
                done.ended(null);
            }

            @Override
            public void close() {}
        };
    }

    private static WriterInitContext context() {
        MailboxExecutor mailbox = (MailboxExecutor) Proxy.newProxyInstance(
                MtaSinkTest.class.getClassLoader(), new Class<?>[] {MailboxExecutor.class}, (p, method, a) -> {
                    throw new AssertionError("the task failed: " + method);
                });
        return (WriterInitContext) Proxy.newProxyInstance(
                MtaSinkTest.class.getClassLoader(),
                new Class<?>[] {WriterInitContext.class},
                (p, method, a) -> switch (method.getName()) {
                    case "getMailboxExecutor" -> mailbox;
                    case "metricGroup" -> UnregisteredMetricsGroup.createSinkWriterMetricGroup();
                    case "getTaskInfo" -> new TaskInfoImpl("mta", 1, 0, 1, 0);
                    default -> throw new AssertionError("not expected: " + method);
                });
    }

    private static Attempt attempt(String account, int port) {
        Delivery delivery = Delivery.newBuilder()
                .setDeliveryId("msg_1.0")
                .setHead(MessageHead.newBuilder()
                        .setAccountId(account)
                        .setStream("transactional")
                        .setEnvironment("live"))
                .setRecipient("a@example.com")
                .setMime(ByteString.copyFromUtf8("a: b\r\n\r\nc\r\n"))
                .setPoolId("pool_a")
                .setRoute(Route.newBuilder()
                        .setGroup("route:test")
                        .addHosts(MxHost.newBuilder().setHost("127.0.0.1").setPort(port)))
                .build();
        return new Attempt("route:test|pool_a", 1, "", "", RecordCodec.DELIVERY.encode(delivery));
    }

    @Test
    void aSinkThatWasSerialisedBringsOutcomesIntoTheJournal() throws Exception {
        SinkWriter<Attempt> writer =
                InstantiationUtil.clone(new MtaSink(CONFIG)).createWriter(context());
        try (DeadPort nobody = DeadPort.open()) {
            writer.write(attempt("acc_a", nobody.number()), null);
            writer.write(attempt("acc_b", nobody.number()), null);
            writer.flush(false);
            writer.flush(true);
        }
        assertEquals(
                List.of("connect_failed", "pool_mismatch"),
                JOURNAL.stream().map(Outcome::getCode).sorted().toList());
        writer.close();
    }

    @Test
    void writersOfOneProcessShareAnEngineThatIsThereForTheirNextLife() {
        SharedEngine first = SharedEngine.acquire(CONFIG);
        SharedEngine second = SharedEngine.acquire(CONFIG);
        assertSame(first.engine(), second.engine());
        first.close();
        second.close();
        SharedEngine third = SharedEngine.acquire(CONFIG);
        assertSame(first.engine(), third.engine());
        third.close();
    }
}
