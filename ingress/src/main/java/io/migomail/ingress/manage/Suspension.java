package io.migomail.ingress.manage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.core.PoolLimits;
import io.migomail.core.record.EgressIp;
import io.migomail.core.record.IpPool;
import io.migomail.core.record.SuspendedDestination;
import io.migomail.ingress.json.Fields;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.rest.Call;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a request wants suspended of a pool, or resumed: the whole, one of its addresses, or one destination. */
final class Suspension {
    private static final int CHARS = 300;

    private final Call call;
    private final IpPool pool;

    Suspension(Call call, IpPool pool) {
        this.call = call;
        this.pool = pool;
    }

    /** The pool as it is to be; itself where it is so already. */
    IpPool apply(boolean wanted) {
        ObjectNode given = call.body().length == 0 ? Json.object() : call.json();
        Fields fields = Fields.of(given, "address", "destination");
        String address = fields.line("address", CHARS);
        String destination = fields.has("destination") ? fields.requiredLine("destination", CHARS) : null;
        if (address != null && destination != null) {
            fields.fault("/destination", ErrorCode.INVALID_VALUE, "One of address and destination at a time.");
        }
        int place = address == null ? -1 : place(address);
        if (address != null && place < 0) {
            fields.fault("/address", ErrorCode.INVALID_VALUE, "The pool has no such address.");
        }
        if (wanted && destination != null && full(destination)) {
            fields.fault(
                    "/destination",
                    ErrorCode.TOO_MANY,
                    "A pool has at most " + PoolLimits.SUSPENDED_DESTINATIONS
                            + " suspended destinations; suspend the pool.");
        }
        fields.done();
        if (address != null) {
            return address(place, wanted);
        }
        return destination == null ? whole(wanted) : destination(destination, wanted);
    }

    private int place(String address) {
        String spelled = PoolFields.canonical(address);
        List<String> all = pool.getIpsList().stream().map(EgressIp::getAddress).toList();
        return spelled.isEmpty() ? -1 : all.indexOf(spelled);
    }

    private boolean full(String destination) {
        return find(destination) == null && pool.getSuspendedDestinationsCount() >= PoolLimits.SUSPENDED_DESTINATIONS;
    }

    private @Nullable SuspendedDestination find(String destination) {
        return pool.getSuspendedDestinationsList().stream()
                .filter(each -> each.getDestination().equals(destination))
                .findFirst()
                .orElse(null);
    }

    /** When it began; 0 = it is to end. */
    private long at(boolean wanted, long before) {
        return !wanted ? 0 : before > 0 ? before : call.now();
    }

    private IpPool whole(boolean wanted) {
        return pool.toBuilder()
                .setSuspendedAt(at(wanted, pool.getSuspendedAt()))
                .build();
    }

    private IpPool address(int place, boolean wanted) {
        EgressIp ip = pool.getIps(place);
        return pool.toBuilder()
                .setIps(place, ip.toBuilder().setSuspendedAt(at(wanted, ip.getSuspendedAt())))
                .build();
    }

    private IpPool destination(String destination, boolean wanted) {
        SuspendedDestination before = find(destination);
        if (wanted == (before != null)) {
            return pool;
        }
        IpPool.Builder out = pool.toBuilder();
        return wanted
                ? out.addSuspendedDestinations(SuspendedDestination.newBuilder()
                                .setDestination(destination)
                                .setSuspendedAt(call.now()))
                        .build()
                : out.removeSuspendedDestinations(
                                pool.getSuspendedDestinationsList().indexOf(before))
                        .build();
    }
}
