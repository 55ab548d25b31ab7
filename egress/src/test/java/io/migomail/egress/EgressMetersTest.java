package io.migomail.egress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migomail.mail.socks.SocksDialog;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A scrape of a node tells what its connections came to. */
class EgressMetersTest {
    private static final String HANDSHAKES = "migomail_egress_handshakes_total";
    private static final String OPEN = "migomail_egress_connections";
    private static final String OCTETS = "migomail_egress_transferred_bytes_total";
    private static final String UNBINDABLE = "migomail_egress_source_unbindable";

    /** Numbers by what stands before them. */
    private static Map<String, Double> scrape(NodeFixture fixture, String name) throws IOException {
        Map<String, Double> out = new TreeMap<>();
        fixture.node
                .metrics()
                .text()
                .lines()
                .filter(line -> line.startsWith(name))
                .forEach(line -> out.put(
                        line.substring(0, line.lastIndexOf(' ')),
                        Double.valueOf(line.substring(line.lastIndexOf(' ')))));
        return out;
    }

    private static String result(Result result) {
        return HANDSHAKES + "{result=\"" + result.word() + "\"}";
    }

    @Test
    void everyResultIsToldFromTheStart() throws IOException {
        try (NodeFixture fixture = new NodeFixture(NodeFixture.bounds())) {
            Map<String, Double> expected = new TreeMap<>();
            for (Result result : Result.values()) {
                expected.put(result(result), 0.0);
            }
            assertEquals(expected, scrape(fixture, HANDSHAKES));
        }
    }

    @Test
    void connectionsAndOctetsAreCountedWhileTheyAreThere() throws IOException {
        try (NodeFixture fixture = new NodeFixture(NodeFixture.bounds())) {
            try (Socket client = fixture.through(NodeFixture.SOURCE);
                    Socket server = fixture.destination.accept()) {
                client.getOutputStream().write("EHLO".getBytes(StandardCharsets.US_ASCII));
                server.getInputStream().readNBytes(4);
                server.getOutputStream().write("250".getBytes(StandardCharsets.US_ASCII));
                client.getInputStream().readNBytes(3);
                assertEquals(1, scrape(fixture, HANDSHAKES).get(result(Result.CONNECTED)));
                assertEquals(Map.of(OPEN, 1.0), scrape(fixture, OPEN));
                assertEquals(
                        Map.of(OCTETS + "{direction=\"sent\"}", 4.0, OCTETS + "{direction=\"received\"}", 3.0),
                        scrape(fixture, OCTETS));
            }
            NodeFixture.until(() -> fixture.node.counts().open() == 0, "no open connection");
            assertEquals(Map.of(OPEN, 0.0), scrape(fixture, OPEN));
        }
    }

    @Test
    void aRefusalIsCountedByItsReason() throws IOException {
        try (NodeFixture fixture = new NodeFixture(NodeFixture.bounds());
                Socket client = fixture.client()) {
            SocksDialog dialog = NodeFixture.dial(client, NodeFixture.ip("127.0.4.1"), fixture.target());
            assertEquals(
                    SocksDialog.Party.SOURCE,
                    java.util.Objects.requireNonNull(dialog.refusal()).party());
            assertEquals(1, scrape(fixture, HANDSHAKES).get(result(Result.NOT_OWNED)));
        }
    }

    @Test
    void everySourceIsToldWithWhetherItCanBeBound() throws IOException {
        List<String> sources = List.of("127.0.3.1", "192.0.2.77");
        try (NodeFixture fixture = new NodeFixture(NodeFixture.bounds(), NodeFixture.TOKEN, sources)) {
            assertEquals(
                    Map.of(UNBINDABLE + "{source=\"127.0.3.1\"}", 0.0, UNBINDABLE + "{source=\"192.0.2.77\"}", 1.0),
                    scrape(fixture, UNBINDABLE));
        }
    }
}
