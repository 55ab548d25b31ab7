package io.migomail.e2e.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.migomail.testkit.mx.Door;
import io.migomail.testkit.mx.MxEntry;
import io.migomail.testkit.policy.PolicyRow;
import java.util.ArrayList;
import java.util.List;

/** The cases of {@link PolicyIT} that follow from the table: each row with one host, and with a friendly one behind. */
final class PolicyCases {
    /** First retry of critical mail, and the first rest of a destination. */
    static final long RETRY = 5_000;

    /** Until another address is tried. */
    static final long OTHER_ADDRESS = 1_000;

    private final MailWorld world;
    final List<Case> all = new ArrayList<>();
    /** Sent by the turn of another one. */
    final List<Case> later = new ArrayList<>();

    private final Sender sender;

    /** Sends one of the cases. */
    @FunctionalInterface
    interface Sender {
        void send(Case one) throws Exception;
    }

    PolicyCases(MailWorld world, Sender sender) {
        this.world = world;
        this.sender = sender;
        for (PolicyRow row : PolicyRow.all()) {
            add(row, false);
            add(row, true);
        }
    }

    private void add(PolicyRow row, boolean friend) {
        Door door = row.atTheDoor() ? world.once(row.script()) : world.door();
        String domain = world.domain(door);
        if (friend) {
            world.withFriend(domain);
        }
        String recipient = (row.atTheDoor() ? "ada" : row.script() + "-x1") + "@" + domain;
        boolean nextHost = friend && row.withAnother().equals("delivered");
        String ends = row.alone().startsWith("bounced") && !nextHost ? "bounced" : "delivered";
        String name = row.script() + (friend ? " with another host" : "");
        Case one = new Case(name, row.heading(), recipient, ends, told -> {
            if (nextHost) {
                atOnce(told, row.heading().equals(PolicyRow.REPAIRED) ? MailWorld.host(domain) : MailWorld.FRIENDLY);
            } else {
                as(row, told, domain);
            }
        });
        all.add(one);
        if (row.hold().equals("group") && row.alone().contains(" - group") && !nextHost) {
            waitsToo(one, row);
        }
    }

    /** What else is for the destination waits with it: a second mail, sent when the first is put off. */
    private void waitsToo(Case first, PolicyRow row) {
        Case second =
                new Case(first.name + ", a second mail", row.heading(), "bob@" + first.domain(), "delivered", told -> {
                    atOnce(told, MailWorld.host(first.domain()));
                    long apart =
                            Told.instant(told.attempt(1), "dispatched_at") - Told.instant(first.told.attempt(1), "at");
                    assertTrue(apart >= RETRY - 20, () -> "the second mail went after " + apart + " ms");
                });
        later.add(second);
        first.then(() -> sender.send(second));
    }

    /** Delivered at the first attempt, by that host. */
    static void atOnce(Told told, String mx) {
        assertEquals("delivered dot - - -", told.words(1));
        assertEquals(1, told.attempts().size(), () -> told.story.toString());
        assertEquals(mx, told.mx(1));
        assertTrue(PolicyIT.POOL.contains(told.egress(1)), told.egress(1));
        assertTrue(told.story.path("bounce").isNull());
    }

    private void as(PolicyRow row, Told told, String domain) {
        String expected = row.alone().substring(0, row.alone().lastIndexOf(' '));
        assertEquals(expected, told.words(1));
        assertEquals(MailWorld.host(domain), told.mx(1));
        switch (row.alone().substring(0, row.alone().indexOf(' '))) {
            case "delivered" -> atOnce(told, MailWorld.host(domain));
            case "bounced" -> bounced(told);
            default -> deferred(row, told, domain);
        }
    }

    void bounced(Told told) {
        assertEquals(1, told.attempts().size(), () -> told.story.toString());
        Told.bounceIs(told.story, "hard", told.attempt(1));
        assertEquals(List.of(), accepted(told), "it was attempted again");
    }

    private void deferred(PolicyRow row, Told told, String domain) {
        JsonNode first = told.attempt(1);
        boolean uncertain = row.alone().contains(" uncertain ");
        assertEquals(uncertain, first.path("uncertain").asBoolean());
        boolean otherAddress = row.hold().equals("address") || row.alone().contains(" our_ip ");
        again(told, MailWorld.host(domain), row.hold().equals("address") ? OTHER_ADDRESS : RETRY, otherAddress);
        assertEquals(row.script().contains("taken") ? 2 : 1, accepted(told).size());
    }

    /** Put off once and delivered by the second attempt: at that host, after so long, from the same address or another. */
    static void again(Told told, String mx, long wait, boolean otherAddress) {
        // On a slow machine the story of the first attempt may be told together with that of the second.
        if (told.deferred.path("status").asText().equals("deferred")) {
            Told.bounceIs(told.deferred, "soft", told.deferred.path("attempts").get(0));
        }
        assertEquals(2, told.attempts().size(), () -> told.story.toString());
        assertEquals("delivered dot - - -", told.words(2));
        assertEquals(mx, told.mx(2));
        told.waitedFor(1, wait);
        if (otherAddress) {
            assertNotEquals(told.egress(1), told.egress(2));
        } else {
            assertEquals(told.egress(1), told.egress(2));
        }
        assertTrue(told.story.path("bounce").isNull(), () -> told.story.toString());
    }

    List<MxEntry> accepted(Told told) {
        return world.transactions(told.recipient()).stream()
                .filter(MxEntry::accepted)
                .toList();
    }
}
