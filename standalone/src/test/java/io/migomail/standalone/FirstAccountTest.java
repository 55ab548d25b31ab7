package io.migomail.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.control.ApiKeys;
import io.migomail.control.ControlPlane;
import io.migomail.core.Setting;
import io.migomail.core.Settings;
import io.migomail.core.TimeSource;
import io.migomail.core.record.ApiKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstAccountTest {
    @TempDir
    Path folder;

    private ControlPlane control;
    private Settings settings;
    private DataFolder data;

    @BeforeEach
    void open() throws Exception {
        control = ControlPlane.inMemory(TimeSource.SYSTEM);
        settings = Settings.from(Map.of("MIGO_DATA", folder.toString()));
        data = DataFolder.open(settings);
    }

    @AfterEach
    void close() throws IOException {
        data.close();
        control.close();
    }

    private FirstAccount ensure() throws IOException, InterruptedException {
        return FirstAccount.ensure(control, settings, data, TimeSource.SYSTEM);
    }

    private void assertOpens(String key, String environment) {
        ApiKey known = control.view().apiKeyByHash(ApiKeys.hash(key));
        assertNotNull(known);
        assertEquals(environment, known.getEnvironment());
    }

    @Test
    void theFirstStartMakesKeysThatOpenAndKeepsThemForTheOwner() throws Exception {
        FirstAccount first = ensure();
        assertOpens(first.credentials().liveKey(), "live");
        assertOpens(first.credentials().sandboxKey(), "sandbox");
        Path file = folder.resolve(Credentials.FILE);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertTrue(Files.readString(file).contains("\"live_key\""), "the form that is documented");
    }

    @Test
    void aLaterStartFindsThemAgain() throws Exception {
        assertEquals(ensure(), ensure());
    }

    @Test
    void lostKeysAreReplacedByNewOnesOfTheSameApplication() throws Exception {
        FirstAccount first = ensure();
        Files.delete(folder.resolve(Credentials.FILE));
        FirstAccount again = ensure();
        assertEquals(first.application(), again.application());
        assertNotEquals(first.credentials().liveKey(), again.credentials().liveKey());
        assertOpens(again.credentials().liveKey(), "live");
        assertOpens(again.credentials().sandboxKey(), "sandbox");
        assertEquals(again, ensure());
    }

    @Test
    void aDamagedFileIsNamedAndNotOverwritten() throws Exception {
        ensure();
        Path file = folder.resolve(Credentials.FILE);
        Files.writeString(file, "{");
        StartException e = assertThrows(StartException.class, this::ensure);
        assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
        assertEquals("{", Files.readString(file));
    }

    @Test
    void readyNamesWhatTheDemonstrationNeeds() throws Exception {
        Ready ready = ensure().ready(settings.with(Setting.MIGO_DELIVERY, "capture"), "http://h:1", "h:2", data);
        assertEquals("http://h:1/inbox", ready.inbox());
        assertEquals("noreply@yourapp.com", ready.from());
        Ready outside = ensure().ready(settings.with(Setting.MIGO_DELIVERY, "internet"), "http://h:1", "h:2", data);
        assertEquals("", outside.inbox());
    }
}
