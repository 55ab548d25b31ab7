package io.migomail.standalone.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.FreePorts;
import io.migomail.core.Setting;
import io.migomail.core.Settings;
import io.migomail.standalone.DataFolder;
import io.migomail.standalone.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CensusTest {
    @TempDir
    private Path folder;

    private Census of(Profile profile, Kind... kinds) throws IOException {
        return Census.take(Roster.of(profile), "cluster", Arrays.asList(kinds), new FreePorts(folder.hashCode()));
    }

    @Test
    void eachProcessHasPortsOfItsOwn() throws IOException {
        Census full = of(Profile.FULL, Kind.values());
        List<Integer> ports =
                full.ports().values().stream().flatMap(p -> p.values().stream()).toList();
        assertEquals(ports.size(), ports.stream().distinct().count());
        assertEquals(List.of("broker-1", "broker-2", "broker-3"), full.names(Kind.BROKER));
        assertEquals(List.of("jm-1", "jm-2"), full.names(Kind.JOBMANAGER));
    }

    @Test
    void whatTheUserHasIsNotAmongThem() throws IOException {
        Census census = of(Profile.SMALL, Kind.ZOOKEEPER, Kind.INGRESS);
        assertEquals(List.of(), census.names(Kind.BROKER));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> census.ports("broker-1"))
                .getMessage()
                .contains("ingress-2"));
    }

    @Test
    void theFileIsReadAgain() throws IOException {
        Census census = of(Profile.SMALL, Kind.values());
        Settings settings = Settings.from(Map.of()).with(Setting.MIGO_DATA, folder.toString());
        try (DataFolder data = DataFolder.open(settings)) {
            census.write(data);
        }
        assertEquals(census, Census.read(folder));
    }

    /** As of the first version. */
    @Test
    void olderFilesStayReadable() throws IOException {
        Files.writeString(
                folder.resolve("cluster.json"),
                "{\"version\":1,\"profile\":\"SMALL\",\"kafkaCluster\":\"x\",\"ports\":{\"tm-1\":{\"rpc\":1,\"data\":2}}}");
        assertEquals(2, Census.read(folder).port("tm-1", "data"));
    }

    @Test
    void newerFilesAndNoFileAreSaidSo() throws IOException {
        assertThrows(StartException.class, () -> Census.read(folder));
        Files.writeString(
                folder.resolve("cluster.json"),
                "{\"version\":2,\"profile\":\"SMALL\",\"kafkaCluster\":\"x\",\"ports\":{}}");
        assertThrows(StartException.class, () -> Census.read(folder));
    }

    @Test
    void theTaskManagersThatAreLeftHaveRoomForAll() {
        for (int cells = 1; cells < 5; cells++) {
            Settings settings = Settings.from(Map.of("MIGO_PARALLELISM", "3", "MIGO_CELLS", Integer.toString(cells)));
            for (int taskManagers = 2; taskManagers < 6; taskManagers++) {
                int room = FlinkParts.slots(settings, taskManagers) * (taskManagers - 1);
                assertTrue(room >= 3 * cells + 1, cells + " cells, " + taskManagers + " TaskManagers");
            }
            assertEquals(3 * cells + 1, FlinkParts.slots(settings, 1));
        }
    }

    @Test
    void aRosterHasWhatWasAskedFor() throws Exception {
        Roster wanted = Roster.of(Profile.SMALL).withTaskManagers(4).withEgress(2);
        Census census = Census.take(wanted, "cluster", Arrays.asList(Kind.values()), new FreePorts(1));
        assertEquals(List.of("tm-1", "tm-2", "tm-3", "tm-4"), census.names(Kind.TASKMANAGER));
        assertEquals(List.of("egress-1", "egress-2"), census.names(Kind.EGRESS));
        assertThrows(IllegalArgumentException.class, () -> wanted.withTaskManagers(0));
        assertThrows(IllegalArgumentException.class, () -> wanted.withEgress(251));
    }
}
