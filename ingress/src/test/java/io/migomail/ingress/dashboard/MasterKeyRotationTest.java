package io.migomail.ingress.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.control.ControlPlane;
import io.migomail.control.MasterKey;
import io.migomail.core.Environment;
import io.migomail.core.HmacKeyring;
import io.migomail.core.Plan;
import io.migomail.core.TimeSource;
import io.migomail.core.record.Account;
import io.migomail.core.record.Session;
import io.migomail.core.record.User;
import io.migomail.ingress.intake.Caller;
import io.migomail.ingress.intake.KeyLimits;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.Problem;
import io.migomail.ingress.rest.Cursors;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a node gave out under a master key that is kept holds; what it gives out is of the first (docs/adr/0056). */
class MasterKeyRotationTest {
    private static final long NOW = 1_700_000_000_000L;

    private ControlPlane control;

    /** What the master keys of these octets derive for one purpose. */
    private static List<byte[]> keys(int... octets) {
        List<byte[]> masters = Arrays.stream(octets)
                .mapToObj(octet -> {
                    byte[] key = new byte[32];
                    Arrays.fill(key, (byte) octet);
                    return key;
                })
                .toList();
        return new MasterKey(masters).derive("a purpose");
    }

    @BeforeEach
    void open() throws InterruptedException {
        control = ControlPlane.inMemory(TimeSource.SYSTEM);
        control.put(Account.newBuilder().setId("acc_1").build(), 0);
        control.put(
                User.newBuilder()
                        .setId("usr_1")
                        .setAccountId("acc_1")
                        .setEmail("a@b.example")
                        .build(),
                0);
    }

    @AfterEach
    void close() {
        control.close();
    }

    private Sessions sessions(int... octets) {
        return new Sessions(control, keys(octets), new Random(1), true);
    }

    @Test
    void aFormThatWasOpenBeforeIsTaken() {
        Session session = Session.newBuilder().setId("s").build();
        String before = sessions(1).formToken(session);
        assertTrue(sessions(2, 1).isFormToken(session, before));
        assertFalse(sessions(2).isFormToken(session, before));
        assertFalse(sessions(2, 1).isFormToken(Session.newBuilder().setId("t").build(), before), "another session's");
        assertEquals(sessions(2).formToken(session), sessions(2, 1).formToken(session));
        assertTrue(sessions(1, 2).isFormToken(session, sessions(2, 1).formToken(session)), "a node not restarted yet");
    }

    private Invitations invitations(int... octets) {
        return new Invitations(control.view(), keys(octets));
    }

    private static boolean isTaken(Invitations by, String link) {
        Map<String, String> query = Stream.of(URI.create(link).getQuery().split("&"))
                .map(part -> part.split("=", 2))
                .collect(Collectors.toMap(part -> part[0], part -> part[1]));
        return by.find(query.get("user"), query.get("until"), query.get("seal"), NOW) != null;
    }

    @Test
    void anInvitationThatWasSentBeforeIsTaken() {
        User user = Objects.requireNonNull(control.view().user("usr_1"));
        String before = invitations(1).link(user, NOW);
        assertTrue(isTaken(invitations(2, 1), before));
        assertFalse(isTaken(invitations(2), before));
        assertEquals(invitations(2).link(user, NOW), invitations(2, 1).link(user, NOW));
    }

    @Test
    void aSignInThatWasBegunBeforeEndsAsItBegan() {
        HmacKeyring before = new HmacKeyring(keys(1));
        HmacKeyring rotated = new HmacKeyring(keys(2, 1));
        OidcAttempt begun = OidcAttempt.begin(before.first(), new Random(1), NOW, "acme", "/");
        OidcAttempt back = OidcAttempt.of(rotated, begun.cookie(), NOW);
        assertNotNull(back);
        assertTrue(back.isState(begun.state()));
        assertEquals(begun.nonce(), back.nonce());
        assertEquals(begun.verifier(), back.verifier());
        assertNull(OidcAttempt.of(new HmacKeyring(keys(2)), begun.cookie(), NOW));
    }

    @Test
    void aPlaceInAListThatWasGivenOutBeforeIsFound() {
        Caller caller = new Caller(
                "key_1",
                null,
                "acc_1",
                Plan.STANDARD,
                "app_1",
                Environment.LIVE,
                Set.of(),
                new KeyLimits(Set.of(), Set.of()));
        Cursors.Place place = new Cursors.Place(7, "x");
        Cursors rotated = new Cursors(keys(2, 1));
        String before = new Cursors(keys(1)).seal(caller, "events", place);
        assertEquals(place, rotated.open(caller, "events", before));
        assertEquals(
                ErrorCode.INVALID_CURSOR,
                assertThrows(Problem.class, () -> rotated.open(caller, "messages", before))
                        .code());
        assertThrows(Problem.class, () -> new Cursors(keys(2)).open(caller, "events", before));
        String now = rotated.seal(caller, "events", place);
        assertEquals(place, new Cursors(keys(2)).open(caller, "events", now));
        assertNotEquals(before, now);
    }
}
