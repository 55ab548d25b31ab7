package io.migomail.bench.egress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.bench.door.DoorClient;
import io.migomail.bench.door.NullDoor;
import io.migomail.core.TimeSource;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The short form of the measurement: that both ways are measured, not how fast they are. */
class EgressCommandTest {
    @Test
    void bothWaysAreMeasuredInOneRun() {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        EgressCommand command = new EgressCommand(new PrintStream(said, true, StandardCharsets.UTF_8));
        int status = new CommandLine(command)
                .execute("--rounds", "1", "--greetings", "5", "--conns", "2", "--size", "2000", "--duration", "1");
        String text = said.toString(StandardCharsets.UTF_8);
        assertEquals(0, status, text);
        for (String way : new String[] {"from this machine", "through a node"}) {
            String row = text.lines()
                    .filter(line -> line.startsWith(way))
                    .findFirst()
                    .orElse("");
            String[] figures = row.substring(Math.min(20, row.length())).strip().split(" +");
            assertEquals(4, figures.length, text);
            for (String figure : figures) {
                assertTrue(Double.parseDouble(figure) > 0, text);
            }
        }
    }

    @Test
    void whatIsSentThroughTheNodeArrives() throws Exception {
        try (NullDoor door = NullDoor.open(1, 20);
                NodeProcess node = NodeProcess.start(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), door.port()),
                        InetAddress.getByName("127.0.8.1"))) {
            EgressLoad load = new EgressLoad(node::open, TimeSource.SYSTEM);
            assertEquals(3, load.greetings(3).size());
            byte[] content = DoorClient.message(2_000);
            assertTrue(load.warm(2, content, Duration.ofSeconds(1)) <= door.taken());
            assertTrue(door.taken() > 0);
            long before = door.taken();
            assertTrue(load.fresh(2, content, Duration.ofSeconds(1)) <= door.taken() - before);
        }
    }
}
