package io.migomail.egress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migomail.mail.socks.Socks;
import io.migomail.testkit.DeadPort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What clients say, well and badly, and what they are answered octet for octet before the node closes. */
class HandshakeTest {
    private static final String HELLO = "050102";
    private static final String HELLO_TAKEN = "0502";
    private static final String BIND = bind(NodeFixture.SOURCE);
    private static final String NOWHERE = "0001000000000000";

    private NodeFixture fixture;

    @BeforeEach
    void start() throws IOException {
        fixture = new NodeFixture(NodeFixture.bounds());
    }

    @AfterEach
    void stop() throws IOException {
        fixture.close();
    }

    static Stream<Arguments> refused() {
        String in = HELLO + password(Socks.USER, NodeFixture.TOKEN);
        String taken = HELLO_TAKEN + "0100";
        return Stream.of(
                Arguments.of("SOCKS 4", "04010019", "", Result.MALFORMED),
                Arguments.of("HTTP", hex("GET / HTTP/1.1\r\n\r\n"), "", Result.MALFORMED),
                Arguments.of("TLS", "160301020001", "", Result.MALFORMED),
                Arguments.of("no method at all", "0500", "05ff", Result.UNAUTHENTICATED),
                Arguments.of("no password offered", "050100", "05ff", Result.UNAUTHENTICATED),
                Arguments.of("only GSSAPI offered", "05020103", "05ff", Result.UNAUTHENTICATED),
                Arguments.of(
                        "wrong token",
                        HELLO + password(Socks.USER, NodeFixture.TOKEN + "x"),
                        HELLO_TAKEN + "0101",
                        Result.UNAUTHENTICATED),
                Arguments.of(
                        "empty token", HELLO + password(Socks.USER, ""), HELLO_TAKEN + "0101", Result.UNAUTHENTICATED),
                Arguments.of(
                        "wrong user",
                        HELLO + password("root", NodeFixture.TOKEN),
                        HELLO_TAKEN + "0101",
                        Result.UNAUTHENTICATED),
                Arguments.of("request instead of token", HELLO + BIND, HELLO_TAKEN, Result.MALFORMED),
                Arguments.of(
                        "version within", in + "04" + BIND.substring(2), taken + "0501" + NOWHERE, Result.MALFORMED),
                Arguments.of("UDP ASSOCIATE", in + "0503" + NOWHERE, taken + "0507" + NOWHERE, Result.MALFORMED),
                Arguments.of("command 0", in + "0500" + NOWHERE, taken + "0507" + NOWHERE, Result.MALFORMED),
                Arguments.of(
                        "a name",
                        in + "0502" + "0003" + "06" + hex("mx.com") + "0000",
                        taken + "0508" + NOWHERE,
                        Result.NOT_ALLOWED),
                Arguments.of("address type 9", in + "0502000900", taken + "0508" + NOWHERE, Result.MALFORMED),
                Arguments.of(
                        "CONNECT before BIND",
                        in + message(Socks.CONNECT, NodeFixture.ip("127.0.0.1"), 25),
                        taken + "0502" + NOWHERE,
                        Result.MALFORMED),
                Arguments.of(
                        "a source of another",
                        in + bind(NodeFixture.ip("127.0.3.4")),
                        taken + "0502" + NOWHERE,
                        Result.NOT_OWNED),
                Arguments.of(
                        "any source", in + bind(NodeFixture.ip("0.0.0.0")), taken + "0502" + NOWHERE, Result.NOT_OWNED),
                Arguments.of(
                        "a source of the other family",
                        in + bind(NodeFixture.ip("::1")),
                        taken + "0502" + NOWHERE,
                        Result.NOT_OWNED),
                Arguments.of(
                        "a port of its choice",
                        in + message(Socks.BIND, NodeFixture.SOURCE, 4711),
                        taken + "0502" + NOWHERE,
                        Result.NOT_OWNED));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void isAnsweredByItsCodeAndClosed(String what, String said, String answered, Result result) throws IOException {
        assertEquals(answered, talk(said), what);
        fixture.awaitCount(result, 1);
        NodeFixture.until(() -> fixture.node.counts().open() == 0, "the connection to be closed");
    }

    @Test
    void aSecondBindIsNotAllowed() throws IOException {
        String answers = talk(in() + BIND + BIND);
        assertEquals(HELLO_TAKEN + "0100" + "0500", answers.substring(0, 12), answers);
        assertEquals("0502" + NOWHERE, answers.substring(answers.length() - 20), answers);
        fixture.awaitCount(Result.MALFORMED, 1);
    }

    @Test
    void destinationsAreToldApart() throws IOException {
        int port = fixture.destination.getLocalPort();
        assertEquals("0502", connect(NodeFixture.ip("127.0.0.1"), 25), "a port that is not allowed");
        assertEquals("0502", connect(NodeFixture.ip("10.0.0.1"), port), "a private address");
        assertEquals("0502", connect(NodeFixture.ip("169.254.169.254"), port), "a link-local address");
        assertEquals("0502", connect(NodeFixture.ip("::1"), port), "loopback, by its other name");
        fixture.awaitCount(Result.NOT_ALLOWED, 4);
        fixture.destination.close();
        try (DeadPort dead = DeadPort.open(port)) {
            assertEquals("0505", connect(NodeFixture.ip("127.0.0.1"), dead.number()), "nobody listens");
        }
        fixture.awaitCount(Result.REFUSED, 1);
    }

    @Test
    void octetByOctetIsAsGoodAsAtOnce() throws IOException {
        String all = in()
                + BIND
                + message(Socks.CONNECT, fixture.destination.getInetAddress(), fixture.destination.getLocalPort());
        try (Socket client = fixture.client()) {
            client.setTcpNoDelay(true);
            for (byte octet : HexFormat.of().parseHex(all)) {
                client.getOutputStream().write(octet);
                client.getOutputStream().flush();
            }
            try (Socket taken = fixture.destination.accept()) {
                assertEquals(NodeFixture.SOURCE, taken.getInetAddress());
                fixture.awaitCount(Result.CONNECTED, 1);
            }
        }
    }

    @Test
    void everyCutLeavesNothingBehind() throws IOException {
        byte[] all = HexFormat.of().parseHex(in() + BIND);
        for (int length = 0; length <= all.length; length++) {
            try (Socket client = fixture.client()) {
                client.getOutputStream().write(all, 0, length);
            }
        }
        fixture.awaitCount(Result.LEFT, all.length + 1);
        NodeFixture.until(() -> fixture.node.counts().open() == 0, "all connections to be closed");
    }

    @Test
    void withoutATokenNoneIsAskedFor() throws IOException {
        try (NodeFixture open = new NodeFixture(NodeFixture.bounds(), "", List.of("127.0.3.1"));
                Socket client = open.client()) {
            client.getOutputStream().write(HexFormat.of().parseHex("050100" + BIND));
            byte[] answer = client.getInputStream().readNBytes(4);
            assertEquals("05000500", HexFormat.of().formatHex(answer));
        }
    }

    /** First octets of the answer to CONNECT. */
    private String connect(InetAddress address, int port) throws IOException {
        String answers = talk(in() + BIND + message(Socks.CONNECT, address, port));
        return answers.substring(answers.length() - 20, answers.length() - 16);
    }

    private String talk(String said) throws IOException {
        try (Socket client = fixture.client()) {
            client.getOutputStream().write(HexFormat.of().parseHex(said));
            ByteArrayOutputStream heard = new ByteArrayOutputStream();
            client.getInputStream().transferTo(heard);
            return HexFormat.of().formatHex(heard.toByteArray());
        }
    }

    private static String in() {
        return HELLO + password(Socks.USER, NodeFixture.TOKEN);
    }

    private static String password(String user, String token) {
        return "01" + text(user) + text(token);
    }

    private static String text(String text) {
        return HexFormat.of().toHexDigits((byte) text.length()) + hex(text);
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String bind(InetAddress source) {
        return message(Socks.BIND, source, 0);
    }

    private static String message(int command, InetAddress address, int port) {
        return HexFormat.of().formatHex(Socks.message(command, address, port));
    }
}
