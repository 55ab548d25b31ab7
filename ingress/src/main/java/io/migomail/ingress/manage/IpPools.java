package io.migomail.ingress.manage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.migomail.analytics.AddressRecord;
import io.migomail.analytics.RefusalCount;
import io.migomail.control.ControlPlane;
import io.migomail.control.EntityKind;
import io.migomail.core.Environment;
import io.migomail.core.Ids;
import io.migomail.core.MailStream;
import io.migomail.core.PaceKey;
import io.migomail.core.WarmUp;
import io.migomail.core.record.Account;
import io.migomail.core.record.EgressIp;
import io.migomail.core.record.IpPool;
import io.migomail.core.record.PaceHold;
import io.migomail.core.record.PaceStatus;
import io.migomail.ingress.json.Fields;
import io.migomail.ingress.json.Json;
import io.migomail.ingress.pace.PaceLine;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.rest.Call;
import io.migomail.ingress.rest.MessageLookup;
import io.migomail.ingress.rest.Page;
import io.migomail.ingress.rest.Reply;
import io.migomail.ingress.story.MessageStore;
import io.migomail.ingress.story.QueueState;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The pools of addresses from which an account's mail leaves. A key sees those of its account and environment; one of the
 * operator's sees, makes and changes all. Thread-safe.
 */
public final class IpPools {
    private static final Duration RECORD = Duration.ofDays(7);
    private static final Duration REPLIES = Duration.ofDays(1);
    private static final int QUEUES = 100;

    private final ControlPlane control;
    private final Writes writes;
    private final Parts parts;
    private final Queues queues;

    /**
     * What it works with.
     *
     * @param random a secure one
     */
    public record Parts(ControlPlane control, PaceLine pace, MessageStore store, RandomGenerator random) {}

    public IpPools(Parts parts) {
        this.control = parts.control();
        this.queues = new Queues(parts.control(), parts.pace());
        this.writes = new Writes(parts.control());
        this.parts = parts;
    }

    /** What waits for them, by destination. */
    public Queues queues() {
        return queues;
    }

    /** For the operator: a pool of an account that has none of that stream and environment. */
    public Reply create(Call call) throws InterruptedException {
        Authority.requireOperator(control.view(), call);
        Authority.requireFull(call);
        Fields fields = Fields.of(call.json(), "account", "stream", "environment", "ips");
        String account = account(fields, call);
        MailStream stream = fields.word("stream", MailStream::of);
        Environment environment = fields.word("environment", Environment::of);
        List<EgressIp> ips = new PoolFields(control.view(), fields, call.now()).ips(IpPool.getDefaultInstance());
        fields.done();
        IpPool made = IpPool.newBuilder()
                .setId(Ids.random(Ids.POOL, parts.random()))
                .setAccountId(account)
                .setStream((stream == null ? MailStream.TRANSACTIONAL : stream).word())
                .setEnvironment((environment == null ? Environment.LIVE : environment).word())
                .addAllIps(ips)
                .setCreatedAt(call.now())
                .build();
        if (first(made) != null) {
            throw Writes.exists("stream");
        }
        writes.create(call, made);
        writes.claim(call, EntityKind.IP_POOL, made.getId(), first(made), "stream");
        return Reply.created(told(call, made));
    }

    private @Nullable String first(IpPool like) {
        List<IpPool> found = control.view().pools(like.getAccountId(), like.getStream(), like.getEnvironment());
        return found.isEmpty() ? null : found.get(0).getId();
    }

    private String account(Fields fields, Call call) {
        String given = fields.line("account", 64);
        Account found = given == null ? null : control.view().account(given);
        if (given != null && found == null) {
            fields.fault("/account", ErrorCode.INVALID_VALUE, "There is no such account.");
        }
        return found == null ? call.caller().accountId() : found.getId();
    }

    /** For the operator: the addresses that the pool has from now on; what is under way from others ends there. */
    public Reply update(Call call) throws InterruptedException {
        long version = control.version(EntityKind.IP_POOL, call.path("id"));
        IpPool before = find(call);
        Authority.requireOperator(control.view(), call);
        Authority.requireFull(call);
        Fields fields = Fields.of(call.json(), "ips");
        IpPool.Builder next = before.toBuilder();
        if (fields.has("ips")) {
            next.clearIps().addAllIps(new PoolFields(control.view(), fields, call.now()).ips(before));
        }
        fields.done();
        IpPool after = next.build();
        writes.update(call, after, version);
        return Reply.ok(told(call, after));
    }

    /** For the operator: lets nothing out by the pool, from one of its addresses, or to one destination; as often as is liked. */
    public Reply suspend(Call call) throws InterruptedException {
        return suspension(call, true);
    }

    /** For the operator: ends what {@link #suspend} began. */
    public Reply resume(Call call) throws InterruptedException {
        return suspension(call, false);
    }

    private Reply suspension(Call call, boolean wanted) throws InterruptedException {
        long version = control.version(EntityKind.IP_POOL, call.path("id"));
        IpPool before = find(call);
        Authority.requireOperator(control.view(), call);
        Authority.requireFull(call);
        IpPool after = new Suspension(call, before).apply(wanted);
        if (!after.equals(before)) {
            writes.update(call, after, version);
        }
        return Reply.ok(told(call, after));
    }

    public Reply list(Call call) {
        String wanted = call.query("account");
        String account = wanted == null ? call.caller().accountId() : wanted;
        List<IpPool> pools = control.view().pools().stream()
                .filter(pool -> pool.getAccountId().equals(account) && sees(call, pool))
                .sorted(Comparator.comparingLong(IpPool::getCreatedAt).thenComparing(IpPool::getId))
                .toList();
        return Page.of(call, pools, IpPool::getId, pool -> json(pool, statuses(pool), call.now()));
    }

    public Reply get(Call call) {
        return Reply.ok(told(call, find(call)));
    }

    private IpPool find(Call call) {
        IpPool found = control.view().pool(call.path("id"));
        if (found == null || !sees(call, found)) {
            throw Writes.missing("IP pool");
        }
        return found;
    }

    private boolean sees(Call call, IpPool pool) {
        boolean own = pool.getAccountId().equals(call.caller().accountId());
        return own && pool.getEnvironment().equals(call.caller().environment().word())
                || Authority.isOperator(control.view(), call) && call.caller().environment() == Environment.LIVE;
    }

    private List<PaceStatus> statuses(IpPool pool) {
        return parts.pace().statuses(pool.getId());
    }

    /** A pool with its queues and with what mail servers said to its addresses. */
    private ObjectNode told(Call call, IpPool pool) {
        List<PaceStatus> statuses = statuses(pool);
        ObjectNode out = json(pool, statuses, call.now());
        List<AddressRecord> records = records(call, pool);
        for (int i = 0; i < pool.getIpsCount(); i++) {
            String address = pool.getIps(i).getAddress();
            AddressRecord record = records.stream()
                    .filter(each -> each.address().equals(address) || address.isEmpty() && pool.getIpsCount() == 1)
                    .reduce(new AddressRecord(address, 0, 0, 0, 0), IpPools::sum);
            ((ObjectNode) out.path("ips").path(i))
                    .putObject("last_7_days")
                    .put("delivered", record.delivered())
                    .put("soft_bounces", record.softBounces())
                    .put("hard_bounces", record.hardBounces())
                    .put("ip_refusals", record.ipRefusals());
        }
        ArrayNode refusals = out.putArray("refusals_last_24_hours");
        for (RefusalCount each : refusals(call, pool)) {
            refusals.addObject()
                    .put("smtp_code", each.code() == 0 ? null : each.code())
                    .put("soft_bounces", each.softBounces())
                    .put("hard_bounces", each.hardBounces());
        }
        ArrayNode queues = out.putArray("queues");
        statuses.stream()
                .sorted(Comparator.comparingLong(IpPools::waiting).reversed().thenComparing(PaceStatus::getPaceKey))
                .limit(QUEUES)
                .forEach(status -> queues.add(QueueState.of(status)
                        .put("destination", PaceKey.of(status.getPaceKey()).group())));
        return out;
    }

    private static AddressRecord sum(AddressRecord a, AddressRecord b) {
        return new AddressRecord(
                a.address(),
                a.delivered() + b.delivered(),
                a.softBounces() + b.softBounces(),
                a.hardBounces() + b.hardBounces(),
                a.ipRefusals() + b.ipRefusals());
    }

    private List<AddressRecord> records(Call call, IpPool pool) {
        List<String> applications = control.view().applicationIds(pool.getAccountId());
        try {
            return parts.store().addresses(applications, pool.getId(), call.now() - RECORD.toMillis());
        } catch (MessageStore.StoreAway e) {
            throw MessageLookup.away(pool.getId(), e);
        }
    }

    private List<RefusalCount> refusals(Call call, IpPool pool) {
        List<String> applications = control.view().applicationIds(pool.getAccountId());
        try {
            return parts.store().refusals(applications, pool.getId(), call.now() - REPLIES.toMillis());
        } catch (MessageStore.StoreAway e) {
            throw MessageLookup.away(pool.getId(), e);
        }
    }

    private static long waiting(PaceStatus status) {
        return (long) status.getWaitingCritical() + status.getWaitingHigh() + status.getWaitingNormal();
    }

    private static ObjectNode json(IpPool pool, List<PaceStatus> statuses, long now) {
        ObjectNode out = Json.object()
                .put("id", pool.getId())
                .put("account", pool.getAccountId())
                .put("stream", pool.getStream())
                .put("environment", pool.getEnvironment());
        ArrayNode ips = out.putArray("ips");
        for (EgressIp ip : pool.getIpsList()) {
            ObjectNode one = ips.addObject()
                    .put("address", ip.getAddress().isEmpty() ? null : ip.getAddress())
                    .put("ehlo_name", ip.getEhloName().isEmpty() ? null : ip.getEhloName());
            warmUp(one, ip.getWarmUpSince(), now);
            Json.instant(one, "suspended_at", ip.getSuspendedAt());
            ArrayNode holds = one.putArray("holds");
            statuses.forEach(status -> status.getHoldsList().stream()
                    .filter(hold -> isOf(hold, ip))
                    .forEach(hold -> holds.add(QueueState.of(hold)
                            .put("destination", PaceKey.of(status.getPaceKey()).group()))));
        }
        Json.instant(out, "suspended_at", pool.getSuspendedAt());
        ArrayNode suspended = out.putArray("suspended_destinations");
        pool.getSuspendedDestinationsList()
                .forEach(each -> Json.instant(
                        suspended.addObject().put("destination", each.getDestination()),
                        "suspended_at",
                        each.getSuspendedAt()));
        out.put("waiting", statuses.stream().mapToLong(IpPools::waiting).sum());
        out.put(
                "in_flight",
                statuses.stream().mapToLong(PaceStatus::getInFlight).sum());
        Json.instant(out, "created_at", pool.getCreatedAt());
        return out;
    }

    private static void warmUp(ObjectNode out, long since, long now) {
        int day = WarmUp.day(since, now);
        if (day == 0) {
            out.putNull("warm_up");
            return;
        }
        ObjectNode warmUp = out.putObject("warm_up")
                .put("day", day)
                .put("days", WarmUp.days())
                .put("messages_per_destination", WarmUp.messages(day));
        Json.instant(warmUp, "since", since);
        Json.instant(warmUp, "ends_at", WarmUp.ends(since));
    }

    private static boolean isOf(PaceHold hold, EgressIp ip) {
        return !hold.getAddress().isEmpty() && hold.getAddress().equals(ip.getAddress());
    }
}
