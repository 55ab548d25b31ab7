package io.migomail.mta.simulation;

import com.google.protobuf.ByteString;
import io.migomail.core.OutcomeKind;
import io.migomail.core.PaceKey;
import io.migomail.core.record.Delivery;
import io.migomail.core.record.MessageHead;
import io.migomail.core.record.MxHost;
import io.migomail.core.record.Outcome;
import io.migomail.core.record.Route;
import io.migomail.mta.shaping.Shaping;
import io.migomail.mta.simulation.Scenario.Account;
import io.migomail.mta.simulation.Scenario.Arrival;
import io.migomail.mta.simulation.Scenario.Domain;
import io.migomail.mta.simulation.Scenario.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Gives a delivery its route by what DNS says now, the first time, where look-ups under way are part of a checkpoint, and
 * whenever PACE asks.
 */
final class Routing {
    static final Shaping UNRESOLVED = new Shaping(10, 1, 100, 50, 100, 0, false);

    static final String ENVIRONMENT = "live";
    /** An answer that PACE goes by is not older. */
    static final int ANSWER_AGE = 7_000;

    private static final int PATIENCE = 2_000;
    private static final ByteString CONTENT = ByteString.copyFromUtf8("Subject: hello\r\n\r\nhello\r\n");

    /** A record of a log: read again, it is the same. */
    record Input(int record, Fate fate) {}

    private record Arrived(String key, Delivery delivery, Fate fate) {}

    private final World world;
    private final Process process;
    private final Producer producer;
    private final int life;
    private final List<Input> under = new ArrayList<>();
    private final List<Arrived> arrived = new ArrayList<>();

    Routing(World world, Process process, Producer producer, int life) {
        this.world = world;
        this.process = process;
        this.producer = producer;
        this.life = life;
    }

    List<Input> under() {
        return List.copyOf(under);
    }

    void route(Input input) {
        under.add(input);
        boolean unanswered = input.fate.arrival().domain().unanswered().covers(world.time.now());
        int wait = unanswered && world.dice.oneIn(2) ? PATIENCE : world.dice.between(0, 40);
        world.time.in(wait, () -> {
            if (process.alive()) {
                under.remove(input);
                decide(input, unanswered);
            }
        });
    }

    private void decide(Input input, boolean unanswered) {
        Domain domain = input.fate.arrival().domain();
        Site site = domain.siteAt(world.time.now());
        if (!unanswered && site == null) {
            input.fate.routed("nowhere");
            refuse(input.fate);
            return;
        }
        Route route = unanswered || site == null ? unresolved(domain) : resolved(site);
        Account account = input.fate.arrival().account();
        Delivery delivery = delivery(input.fate.arrival(), route);
        String key = new PaceKey(route.getGroup(), account.poolId()).word();
        input.fate.routed(key);
        arrived.add(new Arrived(key, delivery, input.fate));
        process.deliver(key, delivery, input.fate);
    }

    /** The answer to PACE, which comes as late as those to others. */
    CompletableFuture<io.migomail.mta.Routing> lookup(Delivery delivery) {
        Domain domain = world.fates.get(delivery.getDeliveryId()).arrival().domain();
        boolean unanswered = domain.unanswered().covers(world.time.now());
        var answer = new CompletableFuture<io.migomail.mta.Routing>();
        if (world.dice.oneIn(2)) {
            answer.complete(answer(domain, unanswered));
        } else {
            int wait = unanswered && world.dice.oneIn(2) ? PATIENCE : world.dice.between(0, 400);
            world.time.in(wait, () -> answer.complete(answer(domain, unanswered)));
        }
        return answer;
    }

    private io.migomail.mta.Routing answer(Domain domain, boolean unanswered) {
        if (unanswered) {
            return world.dice.oneIn(3)
                    ? io.migomail.mta.Routing.NO_NEWS
                    : io.migomail.mta.Routing.to(unresolved(domain));
        }
        Site site = domain.siteAt(world.time.now());
        return site == null
                ? io.migomail.mta.Routing.bounced("domain_not_found", "invalid_domain", domain.name())
                : io.migomail.mta.Routing.to(resolved(site));
    }

    private static Route unresolved(Domain domain) {
        return Route.newBuilder()
                .setGroup(PaceKey.UNRESOLVED + domain.name())
                .setError("no answer")
                .build();
    }

    /** The hosts of a site, of which another one is the first each time. */
    private Route resolved(Site site) {
        Route.Builder route = Route.newBuilder().setGroup(site.name());
        int count = site.hosts().size();
        int first = world.dice.between(0, count - 1);
        for (int i = 0; i < count; i++) {
            String host = site.hosts().get((first + i) % count);
            route.addHosts(MxHost.newBuilder().setHost(host).setPreference(i / 2 * 10));
        }
        return route.build();
    }

    /** A delivery that has come already comes again. */
    void again(Dice dice) {
        if (!arrived.isEmpty()) {
            Arrived one = arrived.get(arrived.size() - 1 - dice.between(0, Math.min(20, arrived.size() - 1)));
            process.deliver(one.key, one.delivery, one.fate);
        }
    }

    private void refuse(Fate fate) {
        fate.refusedAtRoute = true;
        Outcome outcome = Outcome.newBuilder()
                .setDeliveryId(fate.id())
                .setKind(OutcomeKind.BOUNCED.word())
                .setAt(world.time.now())
                .build();
        producer.send(
                fate.id(),
                new Producer.Request(outcome, place -> world.appended(outcome, null, place, life), () -> {}));
    }

    private static Delivery delivery(Arrival arrival, Route route) {
        return Delivery.newBuilder()
                .setDeliveryId(arrival.id())
                .setHead(MessageHead.newBuilder()
                        .setMessageId(arrival.id())
                        .setAccountId(arrival.account().id())
                        .setStream("transactional")
                        .setEnvironment(ENVIRONMENT)
                        .setMessageClass(arrival.messageClass().word()))
                .setRecipient("ada@" + arrival.domain().name())
                .setMime(CONTENT)
                .setQueuedAt(arrival.at())
                .setExpiresAt(arrival.at() + arrival.life())
                .setRoute(route)
                .setPoolId(arrival.account().poolId())
                .build();
    }
}
