package io.migomail.bench.sizing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MixTest {
    private static final Path SHAPING = Path.of("../mta-sink/src/main/resources/io/migomail/mta/shaping/shaping.tsv");

    private final Mix mix = Mix.ofProviders();

    @Test
    void allMailGoesSomewhere() {
        double named = mix.named().stream().mapToDouble(Destination::share).sum();
        assertEquals(1, named + mix.others() * mix.other().share(), 1e-9);
    }

    @Test
    void domainsOfOneProviderAreOneDestination() {
        Destination microsoft = mix.named().stream()
                .filter(to -> to.group().equals("provider:microsoft-consumer"))
                .findFirst()
                .orElseThrow();
        assertEquals(0.108, microsoft.share(), 1e-9);
    }

    @Test
    void eachPointIsADestinationAndTheirPartsAreTheirShares() {
        Map<Integer, Integer> hits = new HashMap<>();
        int points = 1_000_000;
        for (int i = 0; i < points; i++) {
            hits.merge(mix.at((i + 0.5) / points), 1, Integer::sum);
        }
        assertEquals(mix.named().size() + mix.others(), hits.size());
        hits.forEach((number, count) -> assertEquals(mix.of(number).share(), count / (double) points, 5e-6));
    }

    /** A copy, since the benchmark does not know the delivery job. */
    @Test
    void limitsAreThoseOfTheDeliveryJob() throws IOException {
        Map<String, String[]> shaping = new HashMap<>();
        for (String line : Files.readAllLines(SHAPING)) {
            String[] columns = line.split("\t", -1);
            shaping.put(columns[0], columns);
        }
        for (Destination to : mix.all()) {
            String[] columns = shaping.get(to.group());
            assertNotNull(columns, to.group());
            assertArrayEquals(
                    new double[] {to.connections(), to.reserved(), to.perSecond()},
                    new double[] {
                        Integer.parseInt(columns[1]), Integer.parseInt(columns[2]), Double.parseDouble(columns[3])
                    },
                    to.group());
        }
    }
}
