package io.migomail.mta.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.migomail.core.HostPort;
import io.migomail.core.TimeSource;
import io.migomail.core.record.Delivery;
import io.migomail.core.record.Outcome;
import io.migomail.egress.Result;
import io.migomail.testkit.DeadPort;
import io.migomail.testkit.mx.ScriptedMx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Mail that leaves through egress nodes, and what a node's troubles are called. */
class ThroughNodesTest {
    private final ScriptedMx mx = ScriptedMx.start();
    private final DeadPort dead;
    private final EgressFixture nodes;
    private EngineFixture fixture;

    ThroughNodesTest() throws IOException {
        dead = DeadPort.open();
        nodes = new EgressFixture(mx.port(), dead.number());
        fixture = engine(EngineFixture.CONFIG, nodes.nodes());
    }

    private static EngineFixture engine(EngineConfig config, EgressNodes nodes) {
        return new EngineFixture(config, TimeSource.SYSTEM, nodes);
    }

    @AfterEach
    void close() throws IOException {
        fixture.close();
        nodes.close();
        dead.close();
        mx.close();
    }

    private Outcome send(Delivery.Builder delivery, String source) {
        return fixture.send(fixture.attempt(delivery, source, "out.sender.test"));
    }

    private Outcome send(String source) {
        return send(EngineFixture.delivery(mx), source);
    }

    private static String words(Outcome outcome) {
        return String.join(
                " ",
                outcome.getKind(),
                outcome.getSmtp().getStage(),
                outcome.getCategory(),
                outcome.getBlame(),
                outcome.getCode(),
                outcome.getHold().isEmpty() ? "-" : outcome.getHold());
    }

    private static final String NODE_AWAY = "deferred connect our_side us egress_node_unavailable address";

    private void replaceEngine(EngineConfig config, EgressNodes known) {
        fixture.close();
        fixture = engine(config, known);
    }

    private List<String> sourcesSeen() {
        return mx.transcript().peers().stream()
                .map(InetSocketAddress::getAddress)
                .map(InetAddress::getHostAddress)
                .toList();
    }

    @Test
    void theMailHostSeesTheSourceThatThePoolSays() {
        for (String source : List.of(EgressFixture.FIRST, EgressFixture.SECOND)) {
            Outcome outcome = send(source);
            assertEquals("delivered", outcome.getKind());
            assertEquals(source, outcome.getSmtp().getEgressIp());
        }
        assertEquals(List.of(EgressFixture.FIRST, EgressFixture.SECOND), sourcesSeen());
        assertEquals(1, nodes.first.counts().total(Result.CONNECTED));
        assertEquals(1, nodes.second.counts().total(Result.CONNECTED));
        assertTrue(mx.transcript().commands().contains("EHLO out.sender.test"));
    }

    @Test
    void aSourceOfNoNodeLeavesFromHere() {
        replaceEngine(EngineFixture.CONFIG, EgressNodes.NONE);
        assertEquals("delivered", send(EgressFixture.FIRST).getKind());
        assertEquals(List.of(EgressFixture.FIRST), sourcesSeen());
        assertEquals(0, nodes.first.counts().total(Result.CONNECTED));
    }

    @Test
    void tlsIsBetweenTheEngineAndTheMailHost() {
        mx.first().offers("STARTTLS", "PIPELINING");
        Outcome outcome = send(EgressFixture.FIRST);
        assertEquals("delivered", outcome.getKind());
        assertEquals("TLSv1.3", outcome.getSmtp().getTlsVersion());
        assertEquals(1, mx.transcript().secured());
    }

    @Test
    void aWarmConnectionIsUsedAgain() {
        for (int i = 0; i < 3; i++) {
            assertEquals("delivered", send(EgressFixture.FIRST).getKind());
        }
        assertEquals(1, mx.transcript().peers().size());
        assertEquals(2, fixture.engine.metrics().connectionsReused());
    }

    @Test
    void aLargeMessageArrivesWhole() {
        String mime = "Subject: large\r\n\r\n" + "0123456789abcdef0123456789abcdef\r\n".repeat(500_000);
        Delivery.Builder large =
                EngineFixture.delivery(mx).setMime(ByteString.copyFrom(mime, StandardCharsets.ISO_8859_1));
        assertEquals("delivered", send(large, EgressFixture.SECOND).getKind());
        assertEquals(List.of(mime + ".\r\n"), mx.transcript().messages());
    }

    @Test
    void aDeadNodeIsNotTheDestinationsFaultAndItsSiblingGoesOn() {
        assertEquals("delivered", send(EgressFixture.FIRST).getKind());
        nodes.first.close();
        assertEquals(NODE_AWAY, words(send(EgressFixture.FIRST)));
        assertEquals(1, fixture.engine.metrics().sourcesAway());
        assertEquals("delivered", send(EgressFixture.SECOND).getKind());
        nodes.startFirstAgain();
        EngineFixture.until(() -> fixture.engine.metrics().sourcesAway() == 0, "the source to be back");
        assertEquals("delivered", send(EgressFixture.FIRST).getKind());
    }

    @Test
    void aSourceThatItsNodeCannotBindIsAlone() {
        Outcome outcome = send(EgressFixture.ELSEWHERE);
        assertEquals(NODE_AWAY, words(outcome));
        assertTrue(outcome.getDetail().contains("does not bind it"), outcome.getDetail());
        assertEquals("delivered", send(EgressFixture.SECOND).getKind(), "of the same node");
    }

    @Test
    void aSourceThatTheNodeDoesNotOwnIsRefused() {
        HostPort second = new HostPort("127.0.0.1", nodes.second.address().getPort());
        replaceEngine(EngineFixture.CONFIG, nodes.nodes("the token of two nodes", second));
        assertEquals(NODE_AWAY, words(send(EgressFixture.FIRST)));
        assertTrue(nodes.second.counts().total(Result.NOT_OWNED) > 0);
        assertEquals("delivered", send(EgressFixture.SECOND).getKind());
    }

    @Test
    void aWrongTokenIsTheNodesNo() {
        replaceEngine(EngineFixture.CONFIG, nodes.nodes("another token of ours", nodes.firstAt));
        Outcome outcome = send(EgressFixture.FIRST);
        assertEquals(NODE_AWAY, words(outcome));
        assertTrue(outcome.getDetail().endsWith("does not accept the token"), outcome.getDetail());
        assertTrue(!outcome.toString().contains("another token"), "a secret in an outcome");
    }

    @Test
    void aNodeThatSaysNothingIsGivenUp() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            replaceEngine(
                    EngineFixture.IMPATIENT,
                    nodes.nodes("the token of two nodes", new HostPort("127.0.0.1", silent.getLocalPort())));
            assertEquals(NODE_AWAY, words(send(EgressFixture.FIRST)));
        }
    }

    @Test
    void whatIsNoNodeIsNotTakenForOne() {
        replaceEngine(
                EngineFixture.CONFIG, nodes.nodes("the token of two nodes", new HostPort("127.0.0.1", mx.port())));
        Outcome outcome = send(EgressFixture.FIRST);
        assertEquals(NODE_AWAY, words(outcome));
        assertTrue(outcome.getDetail().endsWith("does not speak SOCKS 5"), outcome.getDetail());
    }

    @Test
    void aNameThatNobodyKnowsIsANodeThatIsAway() {
        replaceEngine(
                EngineFixture.CONFIG, nodes.nodes("the token of two nodes", new HostPort("egress.invalid", 1080)));
        assertEquals(NODE_AWAY, words(send(EgressFixture.FIRST)));
    }

    @Test
    void aDestinationThatRefusesIsToldAsWithoutANode() {
        Delivery.Builder nowhere = EngineFixture.delivery("127.0.0.1", dead.number());
        assertEquals("deferred connect network remote connect_failed group", words(send(nowhere, EgressFixture.FIRST)));
        assertEquals(0, fixture.engine.metrics().sourcesAway());
        assertEquals(0, fixture.engine.metrics().egressFailures());
    }

    @Test
    void aDestinationThatTheNodeDoesNotAllowIsLikeAPrivateAddress() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            Delivery.Builder elsewhere = EngineFixture.delivery("127.0.0.1", other.getLocalPort());
            assertEquals(
                    "deferred connect network remote mx_address_refused -",
                    words(send(elsewhere, EgressFixture.FIRST)));
        }
        assertEquals(0, fixture.engine.metrics().sourcesAway());
    }

    @Test
    void aDrainingNodeIsLeftByWarmConnections() throws Exception {
        assertEquals("delivered", send(EgressFixture.FIRST).getKind());
        assertEquals(1, mx.connectionsOpen());
        nodes.first.drain().toCompletableFuture().get(1, TimeUnit.MINUTES);
        EngineFixture.until(() -> mx.connectionsOpen() == 0, "the warm connection to be closed");
        assertEquals(NODE_AWAY, words(send(EgressFixture.FIRST)));
    }
}
