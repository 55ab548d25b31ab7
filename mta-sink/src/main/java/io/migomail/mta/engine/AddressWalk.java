package io.migomail.mta.engine;

import io.migomail.core.record.MxHost;
import io.migomail.core.record.Route;
import io.migomail.mta.Attempt;
import io.migomail.mta.policy.Cause;
import io.migomail.mta.policy.Failure;
import io.migomail.mta.policy.Stage;
import io.migomail.mta.shaping.Shaping;
import io.migomail.mta.shaping.ShapingRules;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of one attempt in the order of trying: host after host, looked up when its turn comes, those with a warm
 * connection first. On the attempt's event loop, where it also calls back.
 */
final class AddressWalk {
    /** Where to connect. */
    record Target(MxHost host, InetAddress address) {}

    private final DeliveryLoop loop;
    private final Attempt attempt;
    private final boolean anyAddress;
    private final Shaping shaping;
    private final HostWalk hosts;
    private final Deque<Target> addresses = new ArrayDeque<>();
    private @Nullable Target current;

    AddressWalk(DeliveryLoop loop, Attempt attempt, Route route) {
        this.loop = loop;
        this.attempt = attempt;
        this.anyAddress = loop.config().allowPrivateMx() || route.getGroup().startsWith(ShapingRules.ROUTE);
        this.shaping = ShapingRules.of(route.getGroup());
        this.hosts = new HostWalk(route.getHostsList(), loop.random());
    }

    /** Calls exactly one of the three: the next address, a host without a usable one, or the end. */
    void next(BiConsumer<Target, Boolean> found, BiConsumer<MxHost, Failure> without, Runnable end) {
        Target waiting = addresses.poll();
        if (waiting != null) {
            current = waiting;
            found.accept(waiting, false);
            return;
        }
        MxHost host = hosts.next();
        if (host == null) {
            end.run();
            return;
        }
        InetAddress literal = HostLiteral.address(host.getHost());
        if (literal != null) {
            resolved(host, new AddressLookup.Answer(List.of(literal), ""), found, without);
            return;
        }
        loop.engine()
                .lookup()
                .addresses(host.getHost())
                .whenComplete((answer, error) -> onLoop(() -> {
                    AddressLookup.Answer said = error == null
                            ? answer
                            : new AddressLookup.Answer(List.of(), String.valueOf(error.getMessage()));
                    resolved(host, said, found, without);
                }));
    }

    /** The present address once more, on a fresh connection. */
    void again(BiConsumer<Target, Boolean> found) {
        Target target = current;
        if (target == null) {
            throw new IllegalStateException("no address has been tried yet");
        }
        found.accept(target, true);
    }

    /** The endpoint to use for the address now. */
    Endpoint endpoint(Target target) {
        return loop.endpoint(target.address(), target.host().getPort(), attempt, shaping.tlsRequired());
    }

    /** Limits of the destination. */
    Shaping shaping() {
        return shaping;
    }

    private void resolved(
            MxHost host,
            AddressLookup.Answer answer,
            BiConsumer<Target, Boolean> found,
            BiConsumer<MxHost, Failure> without) {
        List<Target> usable = usable(host, answer.addresses());
        if (usable.isEmpty()) {
            without.accept(host, unusable(host, answer));
            return;
        }
        addresses.addAll(usable);
        Target first = addresses.remove();
        current = first;
        found.accept(first, false);
    }

    private List<Target> usable(MxHost host, List<InetAddress> found) {
        InetAddress source = HostLiteral.address(attempt.egressIp());
        List<Target> usable = new ArrayList<>();
        for (InetAddress address : found) {
            boolean reachable = source == null || source.getClass() == address.getClass();
            if (reachable && (anyAddress || loop.engine().mayConnect(address))) {
                usable.add(new Target(host, address));
            }
        }
        if (usable.size() > 1) {
            usable.sort(Comparator.comparing(target -> !loop.hasWarm(endpoint(target))));
        }
        return usable;
    }

    private Failure unusable(MxHost host, AddressLookup.Answer answer) {
        if (answer.addresses().isEmpty()) {
            String error = answer.error().isEmpty() ? "no address" : answer.error();
            return Failure.of(Stage.DNS, Cause.NO_ADDRESS, host.getHost() + ": " + error);
        }
        String detail = host.getHost() + " points to " + answer.addresses();
        boolean refused = !anyAddress && answer.addresses().stream().noneMatch(loop.engine()::mayConnect);
        return Failure.of(Stage.DNS, refused ? Cause.REFUSED_ADDRESS : Cause.NO_ADDRESS, detail);
    }

    private void onLoop(Runnable step) {
        if (loop.executor().inEventLoop()) {
            step.run();
        } else {
            loop.executor().execute(step);
        }
    }
}
