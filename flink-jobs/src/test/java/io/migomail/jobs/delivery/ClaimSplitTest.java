package io.migomail.jobs.delivery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.migomail.core.MessageClass;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClaimSplitTest {
    private OneInputStreamOperatorTestHarness<Incoming, Incoming> flink;

    @BeforeEach
    void open() throws Exception {
        flink = new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(new ClaimSplit(MessageClass.HIGH)));
        flink.open();
    }

    @AfterEach
    void close() throws Exception {
        flink.close();
    }

    @Test
    void aMessageWithoutAKeyGoesStraightOn() throws Exception {
        Incoming incoming = Claims.incoming(Messages.body("", "x"), Duration.ZERO);
        flink.processElement(incoming, 0);
        assertEquals(told(List.of(incoming)), told(flink.extractOutputValues()));
        assertNull(flink.getSideOutput(ClaimSplit.CLAIMS));
    }

    @Test
    void aMessageWithAKeyClaimsIt() throws Exception {
        Incoming incoming = Claims.incoming(Claims.accepted("msg_a", "one"), Duration.ZERO);
        flink.processElement(incoming, 0);
        assertEquals(List.of(), flink.extractOutputValues());
        Claim claim = flink.getSideOutput(ClaimSplit.CLAIMS).element().getValue();
        assertEquals("app_1\nlive\nk", claim.name());
        assertEquals(MessageClass.HIGH, claim.messageClass());
        assertEquals("msg_a", claim.messageId());
        assertArrayEquals(new byte[] {'o', 'n', 'e'}, claim.digest());
        assertEquals(told(List.of(incoming)), told(List.of(claim.incoming())));
    }

    @Test
    void aRecordThatCannotBeReadIsTheRenderersToTell() throws Exception {
        Incoming damaged = new Incoming(new byte[] {'M', 1, 0x7f}, 1, "t-0@8");
        Incoming newer = new Incoming(new byte[] {'M', 99}, 1, "t-0@9");
        flink.processElement(damaged, 0);
        flink.processElement(newer, 0);
        assertEquals(told(List.of(damaged, newer)), told(flink.extractOutputValues()));
    }

    private static List<String> told(List<Incoming> records) {
        return records.stream()
                .map(r -> r.place() + " " + r.queuedAt() + " " + HexFormat.of().formatHex(r.value()))
                .toList();
    }
}
