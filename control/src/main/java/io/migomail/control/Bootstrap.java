package io.migomail.control;

import com.google.protobuf.MessageLite;
import io.migomail.core.Environment;
import io.migomail.core.Ids;
import io.migomail.core.MailStream;
import io.migomail.core.Plan;
import io.migomail.core.TimeSource;
import io.migomail.core.record.Account;
import io.migomail.core.record.Application;
import io.migomail.core.record.EgressIp;
import io.migomail.core.record.IpPool;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The first account of an installation, which is its operator's: its application, its two transactional pools and its
 * first keys. Run again, it changes nothing but the pools' addresses where they differ.
 */
public final class Bootstrap {
    /** What is wanted. An empty list of addresses means the system's own choice. */
    public record Wanted(String username, String applicationName, List<EgressIp> liveIps, List<EgressIp> sandboxIps) {}

    /** What there is now; a key only where it was just made, for it is never readable again. */
    public record Ready(
            Account account,
            Application application,
            @Nullable String liveKey,
            @Nullable String sandboxKey) {}

    /** Where the first keys come from. */
    public interface Keys {
        /** The key of an environment that has none yet; null = it gets none. */
        @Nullable
        String first(Environment environment);
    }

    private final ControlPlane control;
    private final Keys keys;
    private final TimeSource time;
    private final RandomGenerator random;

    private Bootstrap(ControlPlane control, Keys keys, TimeSource time, RandomGenerator random) {
        this.control = control;
        this.keys = keys;
        this.time = time;
        this.random = random;
    }

    /**
     * With new keys.
     *
     * @param random the source of ids and keys: a secure one
     * @throws IllegalStateException where the control plane could not be written
     */
    public static Ready ensure(ControlPlane control, Wanted wanted, TimeSource time, RandomGenerator random)
            throws InterruptedException {
        return ensure(control, wanted, environment -> ApiKeys.generate(environment, random), time, random);
    }

    /**
     * With keys that somebody else made.
     *
     * @param random the source of ids: a secure one
     * @throws IllegalStateException where the control plane could not be written
     */
    public static Ready ensure(ControlPlane control, Wanted wanted, Keys keys, TimeSource time, RandomGenerator random)
            throws InterruptedException {
        return new Bootstrap(control, keys, time, random).run(wanted);
    }

    private Ready run(Wanted wanted) throws InterruptedException {
        Account account = account(wanted.username());
        Application application = application(account, wanted.applicationName());
        pool(account, Environment.LIVE, wanted.liveIps());
        pool(account, Environment.SANDBOX, wanted.sandboxIps());
        return new Ready(
                account, application, key(application, Environment.LIVE), key(application, Environment.SANDBOX));
    }

    private Account account(String username) throws InterruptedException {
        Account found = control.view().accountByUsername(username);
        boolean operator = control.view().accounts().stream().noneMatch(Account::getOperator);
        if (found == null) {
            return put(Account.newBuilder()
                    .setId(Ids.random(Ids.ACCOUNT, random))
                    .setUsername(username)
                    .setName(username)
                    .setPlan(Plan.STANDARD.word())
                    .setOperator(operator)
                    .setCreatedAt(time.wallMillis())
                    .build());
        }
        if (!operator) {
            return found;
        }
        Account changed = found.toBuilder().setOperator(true).build();
        require(control.put(changed, control.version(EntityKind.ACCOUNT, found.getId())), changed);
        return changed;
    }

    private Application application(Account account, String name) throws InterruptedException {
        for (Application found : control.view().applications(account.getId())) {
            return found;
        }
        return put(Application.newBuilder()
                .setId(Ids.random(Ids.APPLICATION, random))
                .setAccountId(account.getId())
                .setName(name)
                .setCreatedAt(time.wallMillis())
                .build());
    }

    private void pool(Account account, Environment environment, List<EgressIp> given) throws InterruptedException {
        List<EgressIp> ips = given.isEmpty() ? List.of(EgressIp.getDefaultInstance()) : given;
        List<IpPool> found = control.view().pools(account.getId(), MailStream.TRANSACTIONAL.word(), environment.word());
        if (found.isEmpty()) {
            put(IpPool.newBuilder()
                    .setId(Ids.random(Ids.POOL, random))
                    .setAccountId(account.getId())
                    .setStream(MailStream.TRANSACTIONAL.word())
                    .setEnvironment(environment.word())
                    .addAllIps(ips)
                    .setCreatedAt(time.wallMillis())
                    .build());
            return;
        }
        IpPool old = found.get(0);
        // What named no address left from the machine's own, which is most likely what is named now.
        boolean named =
                old.getIpsList().stream().noneMatch(ip -> ip.getAddress().isEmpty());
        boolean warm = !named || given.isEmpty();
        List<EgressIp> next = ips.stream()
                .map(ip -> EgressIps.in(old.getIpsList(), ip, time.wallMillis()))
                .map(ip -> warm ? ip.toBuilder().clearWarmUpSince().build() : ip)
                .toList();
        if (!old.getIpsList().equals(next)) {
            IpPool changed = old.toBuilder().clearIps().addAllIps(next).build();
            require(control.put(changed, control.version(EntityKind.IP_POOL, old.getId())), changed);
        }
    }

    private @Nullable String key(Application application, Environment environment) throws InterruptedException {
        boolean present = control.view().apiKeys(application.getId()).stream()
                .anyMatch(k -> k.getEnvironment().equals(environment.word()));
        if (present) {
            return null;
        }
        String secret = keys.first(environment);
        if (secret == null) {
            return null;
        }
        put(ApiKeys.admin(application, secret, environment)
                .setId(Ids.random(Ids.KEY, random))
                .setCreatedAt(time.wallMillis())
                .build());
        return secret;
    }

    private <T extends MessageLite> T put(T entity) throws InterruptedException {
        require(control.put(entity, 0), entity);
        return entity;
    }

    private static void require(WriteResult result, MessageLite entity) {
        if (!result.won()) {
            throw new IllegalStateException(
                    "the control plane did not take " + EntityKind.fullIdOf(entity) + ": " + result);
        }
    }
}
