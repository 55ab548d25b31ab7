package io.migomail.standalone.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.FreePorts;
import io.migomail.core.HostPort;
import io.migomail.core.Setting;
import io.migomail.core.Settings;
import io.migomail.standalone.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterSettingsTest {
    @TempDir
    private Path folder;

    private Settings given;

    @BeforeEach
    void give() {
        given = Settings.from(
                Map.of("MIGO_DATA", folder.toString(), "MIGO_HOSTNAME", "mta.test", "MIGO_ROUTES", "*=127.0.0.1:2526"));
    }

    private Census census(Profile profile) throws IOException {
        return Census.take(Roster.of(profile), "id", Arrays.asList(Kind.values()), new FreePorts(folder.hashCode()));
    }

    @Test
    void theUsersSettingsHoldWithTheAddressesOfOurProcesses() throws IOException {
        Census census = census(Profile.FULL);
        Settings all = ClusterSettings.complete(given, census);
        assertEquals("*=127.0.0.1:2526", all.get(Setting.MIGO_ROUTES));
        assertEquals(3, all.list(Setting.MIGO_KAFKA).size());
        assertEquals("3", all.get(Setting.MIGO_KAFKA_REPLICATION));
        assertEquals("127.0.0.1:" + census.port("inbox", "smtp"), all.get(Setting.MIGO_CAPTURE_MX));
    }

    @Test
    void egressNodesShareTheSourceAddressesAndASecret() throws IOException {
        Census census = Census.take(
                Roster.of(Profile.SMALL).withEgress(2),
                "id",
                Arrays.asList(Kind.values()),
                new FreePorts(folder.hashCode()));
        assertEquals(List.of("egress-1", "egress-2"), census.names(Kind.EGRESS));
        Settings all = ClusterSettings.complete(given, census);
        String first = "=127.0.0.1:" + census.port("egress-1", "socks");
        String second = "=127.0.0.1:" + census.port("egress-2", "socks");
        assertEquals("127.0.9.1,127.0.9.2", all.get(Setting.MIGO_EGRESS_IPS));
        assertEquals("127.0.9.1" + first + ",127.0.9.2" + second, all.get(Setting.MIGO_EGRESS_NODES));
        assertEquals("127.0.9.2", ClusterEgress.sources(all, census, "egress-2"));
        assertTrue(all.list(Setting.MIGO_EGRESS_PORTS)
                .containsAll(List.of("25", "2526", Integer.toString(census.port("inbox", "smtp")))));
        Settings named = given.with(Setting.MIGO_EGRESS_IPS, "192.0.2.1,192.0.2.2,192.0.2.3");
        assertEquals(
                "192.0.2.1,192.0.2.3",
                ClusterEgress.sources(ClusterSettings.complete(named, census), census, "egress-1"));
        assertFalse(ClusterSettings.complete(given, census(Profile.SMALL)).has(Setting.MIGO_EGRESS_TOKEN));
        assertFalse(all.get(Setting.MIGO_EGRESS_TOKEN)
                .equals(ClusterSettings.complete(given, census).get(Setting.MIGO_EGRESS_TOKEN)));
    }

    @Test
    void processesAndLaterCommandsReadThemFromAFileOfTheOwner() throws IOException {
        Settings all = ClusterSettings.complete(given, census(Profile.SMALL));
        try (DataFolder data = DataFolder.open(given)) {
            ClusterSettings.write(all, data);
        }
        Settings read = ClusterSettings.read(folder);
        for (Setting setting : Setting.values()) {
            assertEquals(all.get(setting), read.get(setting), setting.name());
        }
        assertEquals(
                PosixFilePermissions.fromString("rw-------"),
                Files.getPosixFilePermissions(folder.resolve("settings.conf")));
    }

    @Test
    void furtherNodesListenOnePortHigherThanTheAddressGiven() {
        Settings doors = given.with(Setting.MIGO_HTTP, "0.0.0.0:8080").with(Setting.MIGO_SMTP, "127.0.0.1:0");
        assertEquals(new HostPort("0.0.0.0", 8081), ClusterSettings.door(doors, Setting.MIGO_HTTP, 1, 20_000));
        assertEquals(new HostPort("127.0.0.1", 20_000), ClusterSettings.door(doors, Setting.MIGO_SMTP, 1, 20_000));
        assertEquals(new HostPort("127.0.0.1", 20_000), ClusterSettings.door(given, Setting.MIGO_HTTP, 1, 20_000));
    }

    @Test
    void withoutAFolderOfTheUsersChoiceItIsNotThatOfTheOneProcessRun() {
        Settings none = Settings.from(Map.of());
        assertFalse(none.folder(Setting.MIGO_DATA).equals(ClusterSettings.folder(none)));
    }
}
