package io.migomail.e2e.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migomail.core.HostPort;
import io.migomail.e2e.telemetry.Scrape;
import io.migomail.standalone.cluster.Cluster;
import io.migomail.standalone.cluster.Member;
import io.migomail.testkit.mx.MxEntry;
import io.migomail.testkit.mx.ScriptedMx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail through two egress nodes: from their addresses, from one of them while the other is dead, and from both again. */
class EgressNodesIT {
    private static final Duration BOUND = Duration.ofMinutes(3);
    private static final String FIRST = "127.0.9.1";
    private static final String SECOND = "127.0.9.2";

    private final Map<String, String> messages = new TreeMap<>();
    private int number;

    @Test
    void aNodeThatDiesCostsNoMailAndNoBounce(@TempDir Path data) throws Exception {
        try (ScriptedMx mx = ScriptedMx.start();
                RunningCluster running = RunningCluster.small(data, mx.routes(), 2)) {
            mx.first().offers("PIPELINING", "8BITMIME", "STARTTLS");
            Cluster cluster = running.cluster();
            Sender sender = running.senders().get(0);
            Stories stories = new Stories(running.api());
            leavesFrom(Set.of(FIRST, SECOND), sender, mx);
            assertTrue(mx.journal().accepted().stream().allMatch(MxEntry::tls), "TLS from end to end");

            for (String node : List.of("egress-1", "egress-2")) {
                Scrape scrape = scrape(cluster, node);
                assertTrue(scrape.sum("migomail_egress_handshakes_total", "result", "connected") > 0, node);
                assertTrue(scrape.sum("migomail_egress_transferred_bytes_total", "direction", "sent") > 0, node);
            }

            delivered(stories);
            cluster.kill("egress-1");
            int before = mx.journal().acceptedCount();
            for (int i = 0; i < 10; i++) {
                send(sender);
            }
            Await.until(BOUND, "all mail", () -> mx.journal().acceptedCount() == number);
            assertEquals(Set.of(SECOND), sources(mx, before), "its sibling carries on");

            delivered(stories);
            cluster.kill("egress-2");
            String waits = send(sender);
            Await.until(BOUND, "the reason", () -> stories.reason(waits).equals("egress"));
            cluster.start("egress-1");
            Await.until(BOUND, "the mail that waited", () -> mx.journal().acceptedCount() == number);
            cluster.start("egress-2");
            leavesFrom(Set.of(FIRST, SECOND), sender, mx);
            assertEquals(0, scrape(cluster, "egress-2").sum("migomail_egress_source_unbindable", "source", SECOND));

            delivered(stories);
            assertEquals(List.of(), stories.endedOtherwise(messages.values()));
            for (String message : messages.values()) {
                assertFalse(
                        stories.types(message).contains("soft_bounce"),
                        () -> stories.events(message).toString());
            }
            assertEquals(number, mx.journal().acceptedCount(), "none twice");
        }
    }

    /** The mail host has all, and has said so: a node that dies before takes an answer with it. */
    private void delivered(Stories stories) {
        Await.until(
                BOUND,
                "every story to end",
                () -> stories.undelivered(messages.values()).isEmpty());
    }

    /** Sends until mail has come from each of them since now, and from nowhere else. */
    private void leavesFrom(Set<String> expected, Sender sender, ScriptedMx mx) {
        int before = mx.journal().acceptedCount();
        Await.until(BOUND, "mail from " + expected, () -> {
            send(sender);
            int all = number;
            Await.until(BOUND, "mail " + all, () -> mx.journal().acceptedCount() == all);
            return sources(mx, before).equals(expected);
        });
    }

    private static Scrape scrape(Cluster cluster, String node) throws IOException, InterruptedException {
        Member member = cluster.status().stream()
                .filter(each -> each.name().equals(node))
                .findFirst()
                .orElseThrow();
        return Scrape.of(new HostPort("127.0.0.1", member.ports().get("metrics")));
    }

    private static Set<String> sources(ScriptedMx mx, int since) {
        return mx.journal().accepted().stream().skip(since).map(MxEntry::source).collect(Collectors.toSet());
    }

    private String send(Sender sender) {
        String id = "egress" + number++;
        String message = sender.taken(id).messageId();
        messages.put(id, message);
        return message;
    }
}
