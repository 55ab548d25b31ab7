package io.migomail.ingress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.control.ApiKeys;
import io.migomail.control.ControlPlane;
import io.migomail.control.MasterKey;
import io.migomail.control.SecretBox;
import io.migomail.core.Environment;
import io.migomail.core.Settings;
import io.migomail.core.TimeSource;
import io.migomail.core.record.Account;
import io.migomail.core.record.Domain;
import io.migomail.core.record.User;
import io.migomail.mail.password.PasswordHash;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirstInstallationTest {
    private static final String LIVE = ApiKeys.generate(Environment.LIVE, new Random(1));
    private static final String SANDBOX = ApiKeys.generate(Environment.SANDBOX, new Random(2));

    @AutoClose
    private final ControlPlane control = ControlPlane.inMemory(TimeSource.SYSTEM);

    FirstInstallationTest() throws InterruptedException {}

    private static Map<String, String> full() {
        return new HashMap<>(Map.of(
                "MIGO_BOOTSTRAP_EMAIL", "ops@example.com",
                "MIGO_BOOTSTRAP_PASSWORD", "correct horse battery",
                "MIGO_BOOTSTRAP_LIVE_KEY", LIVE,
                "MIGO_BOOTSTRAP_SANDBOX_KEY", SANDBOX,
                "MIGO_BOOTSTRAP_DOMAIN", "mail.example.com",
                "MIGO_EGRESS_IPS", "192.0.2.1,192.0.2.2"));
    }

    private List<String> make(Map<String, String> environment) throws InterruptedException {
        SecretBox box = new SecretBox(new MasterKey(new byte[32]), new SecureRandom());
        return new FirstInstallation(Settings.from(environment), control, box, TimeSource.SYSTEM, new Random(3)).make();
    }

    @Test
    void theOperatorHasAnAccountKeysADomainAndAWayToSignIn() throws Exception {
        assertEquals(List.of("account migo", "owner ops@example.com"), make(full()));
        Account account = control.view().accountByUsername("migo");
        assertTrue(account.getOperator());
        assertNotNull(control.view().apiKeyByHash(ApiKeys.hash(LIVE)));
        assertNotNull(control.view().apiKeyByHash(ApiKeys.hash(SANDBOX)));
        User owner = control.view().users(account.getId()).get(0);
        assertTrue(PasswordHash.matches("correct horse battery", owner.getPasswordHash()));
        Domain domain = control.view().domainByName(account.getId(), "mail.example.com");
        assertTrue(domain.getVerified() && domain.getAssumed());
        assertEquals(2, domain.getSelectorsCount());
        assertEquals(
                2,
                control.view()
                        .pools(account.getId(), "transactional", "live")
                        .get(0)
                        .getIpsCount());
    }

    @Test
    void aSecondRunChangesNothing() throws Exception {
        make(full());
        long offset = control.appliedOffset();
        Map<String, String> other = full();
        other.put("MIGO_BOOTSTRAP_EMAIL", "other@example.com");
        other.put("MIGO_BOOTSTRAP_USERNAME", "other");
        assertEquals(List.of(), make(other));
        assertEquals(List.of(), make(full()));
        assertEquals(offset, control.appliedOffset());
    }

    @Test
    void noKeyIsMadeThatNobodyWouldKnow() throws Exception {
        Map<String, String> settings = full();
        settings.remove("MIGO_BOOTSTRAP_LIVE_KEY");
        settings.remove("MIGO_BOOTSTRAP_SANDBOX_KEY");
        settings.remove("MIGO_BOOTSTRAP_DOMAIN");
        make(settings);
        Account account = control.view().accountByUsername("migo");
        String application = control.view().applications(account.getId()).get(0).getId();
        assertTrue(control.view().apiKeys(application).isEmpty());
        assertNull(control.view().domainByName(account.getId(), "mail.example.com"));
        assertFalse(control.view().users(account.getId()).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "MIGO_BOOTSTRAP_EMAIL, nobody",
        "MIGO_BOOTSTRAP_PASSWORD, short",
        "MIGO_BOOTSTRAP_LIVE_KEY, migo_sk_live_x",
        "MIGO_BOOTSTRAP_DOMAIN, a..b"
    })
    void aWrongSettingIsNamedWithoutItsValueBeforeAnythingIsMade(String name, String value) {
        Map<String, String> settings = full();
        settings.put(name, value);
        long offset = control.appliedOffset();
        String message = assertThrows(IllegalArgumentException.class, () -> make(settings))
                .getMessage();
        assertTrue(message.startsWith(name), message);
        assertFalse(name.endsWith("KEY") && message.contains(value), message);
        assertEquals(offset, control.appliedOffset());
    }

    @Test
    void aSandboxKeyIsNoLiveKey() {
        Map<String, String> settings = full();
        settings.put("MIGO_BOOTSTRAP_LIVE_KEY", SANDBOX);
        String message = assertThrows(IllegalArgumentException.class, () -> make(settings))
                .getMessage();
        assertEquals("MIGO_BOOTSTRAP_LIVE_KEY is no live key; ./migomail secrets makes one", message);
    }
}
