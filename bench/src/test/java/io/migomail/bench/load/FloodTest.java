package io.migomail.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.bench.mx.Arrivals;
import io.migomail.bench.report.FloodReport;
import io.migomail.core.TimeSource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class FloodTest {
    private static final int FIRST = 40;
    private static final Mails MAILS = new Mails(new Mails.Plan("r1", "a@example.com", 10, 500, ""));

    private final Set<String> bodies = ConcurrentHashMap.newKeySet();

    private Client client(Mails mails) {
        return new Client() {
            @Override
            public Answer send(int n) {
                bodies.add(new String(mails.rest(n), StandardCharsets.US_ASCII));
                return new Answer(n == 2 ? 503 : 200, "");
            }

            @Override
            public void close() {}
        };
    }

    @Test
    void whatWaitsAndWhatComesAlongAreOfClassNormalWithNumbersOfTheirOwn() throws InterruptedException {
        Flood flood = new Flood(3, Schedule.even(1000, 4), 2, TimeSource.SYSTEM);
        flood.begin(this::client, MAILS, FIRST);
        List<Sent> parts = flood.end();
        assertEquals(7, flood.count());
        assertEquals(List.of(3, 4), parts.stream().map(Sent::count).toList());
        Set<Integer> numbers = new TreeSet<>();
        for (String body : bodies) {
            assertTrue(body.contains("\"class\":\"normal\""), body);
            numbers.add(Integer.parseInt(body.replaceAll("(?s).*\"r1-(\\d+)\".*", "$1")));
        }
        assertEquals(new TreeSet<>(List.of(40, 41, 42, 43, 44, 45, 46)), numbers);
    }

    @Test
    void mailOfTheFloodThatWasTakenAndDidNotComeIsLost() throws InterruptedException {
        Flood flood = new Flood(3, Schedule.closed(0), 1, TimeSource.SYSTEM);
        flood.begin(this::client, MAILS, FIRST);
        Arrivals arrivals = new Arrivals("r1", FIRST + 3);
        arrivals.accepted("r1-40", 1);
        FloodReport report = new FloodReport(FIRST, flood.end(), arrivals);
        assertEquals(new FloodReport.Seen(3, 2, 1), report.seen());
        assertEquals(2, report.accepted());
    }
}
