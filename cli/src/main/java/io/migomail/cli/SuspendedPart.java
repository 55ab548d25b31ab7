package io.migomail.cli;

import io.migomail.sdk.model.Account;
import io.migomail.sdk.model.IpPool;
import io.migomail.sdk.model.IpPoolPart;
import io.migomail.sdk.model.ListIpPoolsQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is taken out of pools or put back: one pool, an address wherever it is, a destination in one pool or in all. */
final class SuspendedPart {
    @Option(
            names = "--pool",
            paramLabel = "ID",
            description = "the whole pool; with one of the others, that of this pool only")
    @Nullable
    String pool;

    @Option(
            names = "--address",
            paramLabel = "IP",
            description = "what leaves from this address, in whose pool ever it is")
    @Nullable
    String address;

    @Option(
            names = "--destination",
            paramLabel = "SITE",
            description =
                    "what leaves to this provider or group of mail hosts, as queue and explain name it; without --pool by"
                            + " every pool of every account")
    @Nullable
    String destination;

    /** Makes the same change in each pool that it concerns. */
    void in(Api api, BiFunction<String, IpPoolPart, IpPool> change) {
        if (pool == null && address == null && destination == null) {
            throw new UsageException("name a --pool, an --address or a --destination");
        }
        if (address != null && destination != null) {
            throw new UsageException("one of --address and --destination at a time");
        }
        IpPoolPart part = new IpPoolPart();
        if (address != null) {
            part.address(address);
        }
        if (destination != null) {
            part.destination(destination);
        }
        List<String> pools = pool != null ? List.of(pool) : pools(api);
        for (String each : pools) {
            IpPool changed = change.apply(each, part);
            api.show(() -> api.out.line(told(changed)));
        }
    }

    /** Those that have the address; all of them for a destination. */
    private List<String> pools(Api api) {
        List<String> out = new ArrayList<>();
        for (Account account : api.client.accounts().list()) {
            api.client.ipPools().list(new ListIpPoolsQuery().account(account.id())).stream()
                    .filter(each -> address == null
                            || each.ips().stream().anyMatch(ip -> address.equalsIgnoreCase(ip.address())))
                    .forEach(each -> out.add(each.id()));
        }
        if (out.isEmpty()) {
            throw new UsageException("no pool has the address " + address);
        }
        return out;
    }

    private static String told(IpPool pool) {
        String ips = pool.ips().stream()
                .filter(ip -> ip.suspendedAt() != null)
                .map(ip -> Out.text(ip.address()))
                .collect(Collectors.joining(", "));
        String sites = pool.suspendedDestinations().stream()
                .map(IpPool.SuspendedDestination::destination)
                .collect(Collectors.joining(", "));
        String all = Out.join(
                "; ",
                pool.suspendedAt() == null ? "" : "all of it",
                ips.isEmpty() ? "" : "from " + ips,
                sites.isEmpty() ? "" : "to " + sites);
        return pool.id() + " (" + Out.join(" ", pool.account(), pool.environment(), pool.stream()) + "): "
                + (all.isEmpty() ? "nothing is suspended" : "suspended " + all) + "; waiting " + pool.waiting()
                + ", in flight " + pool.inFlight();
    }
}
