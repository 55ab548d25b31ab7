package io.migomail.ingress.manage;

import io.migomail.control.ControlPlane;
import io.migomail.core.Environment;
import io.migomail.core.PaceKey;
import io.migomail.core.record.IpPool;
import io.migomail.core.record.PaceStatus;
import io.migomail.ingress.pace.PaceLine;
import io.migomail.ingress.rest.Call;
import io.migomail.ingress.rest.Page;
import io.migomail.ingress.rest.Reply;
import io.migomail.ingress.story.QueueState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What waits, by destination and pool, as PACE published it: no store is asked, so it answers when little else does. A key
 * sees the queues of its account and environment, a live one of the operator's those of everybody. Thread-safe.
 */
public final class Queues {
    private final ControlPlane control;
    private final PaceLine pace;

    private record Queue(IpPool pool, PaceStatus status) {
        String key() {
            return status.getPaceKey();
        }
    }

    public Queues(ControlPlane control, PaceLine pace) {
        this.control = control;
        this.pace = pace;
    }

    /** In order of their keys, so that a walk meets each that stays exactly once. */
    public Reply list(Call call) {
        String account = call.query("account");
        String pool = call.query("pool");
        String destination = call.query("destination");
        List<Queue> found = new ArrayList<>();
        for (IpPool each : control.view().pools()) {
            if (sees(call, each) && is(account, each.getAccountId()) && is(pool, each.getId())) {
                pace.statuses(each.getId()).stream()
                        .filter(status -> is(destination, group(status)))
                        .forEach(status -> found.add(new Queue(each, status)));
            }
        }
        found.sort(Comparator.comparing(Queue::key));
        return Page.after(
                call,
                found,
                Queue::key,
                queue -> QueueState.of(queue.status)
                        .put("destination", group(queue.status))
                        .put("pool", queue.pool.getId())
                        .put("account", queue.pool.getAccountId())
                        .put("stream", queue.pool.getStream())
                        .put("environment", queue.pool.getEnvironment()));
    }

    private static boolean is(@Nullable String wanted, String value) {
        return wanted == null || wanted.equals(value);
    }

    private static String group(PaceStatus status) {
        return PaceKey.of(status.getPaceKey()).group();
    }

    private boolean sees(Call call, IpPool pool) {
        boolean own = pool.getAccountId().equals(call.caller().accountId());
        return own && pool.getEnvironment().equals(call.caller().environment().word())
                || Authority.isOperator(control.view(), call) && call.caller().environment() == Environment.LIVE;
    }
}
