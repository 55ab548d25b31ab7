// Made of docs/openapi.yaml; see sdks/README.md.
package io.migomail.sdk;

import io.migomail.sdk.model.IpPool;
import io.migomail.sdk.model.IpPoolCreate;
import io.migomail.sdk.model.IpPoolPart;
import io.migomail.sdk.model.IpPoolUpdate;
import io.migomail.sdk.model.ListIpPoolsQuery;

/** The resource ip_pools. Thread-safe. */
public final class IpPoolsResource {
    private final Caller caller;

    IpPoolsResource(Caller caller) {
        this.caller = caller;
    }

    /**
     * Give an account a pool for a stream that has none. Needs a live key of the operator's account. Scope:
     * admin.
     *
     * @throws MigomailException typed by what went wrong
     */
    public IpPool create(IpPoolCreate body) {
        return caller.answer(Call.once("POST", "/v1/ip-pools").body(body), IpPool.class);
    }

    /**
     * The pools of the key's account and environment, and what waits in them. Scope: stats:read. Walking over the
     * page goes on to the next ones.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Page<IpPool> list() {
        return caller.page(Call.of("GET", "/v1/ip-pools"), IpPool.class);
    }

    /**
     * The pools of the key's account and environment, and what waits in them. Scope: stats:read. Walking over the
     * page goes on to the next ones.
     *
     * @throws MigomailException typed by what went wrong
     */
    public Page<IpPool> list(ListIpPoolsQuery query) {
        return caller.page(Call.of("GET", "/v1/ip-pools").query(query), IpPool.class);
    }

    /**
     * A pool, what its addresses met with in seven days, the replies that refused in a day, and its queues as
     * they are, a second behind. Scope: stats:read.
     *
     * @throws MigomailException typed by what went wrong
     */
    public IpPool get(String id) {
        return caller.answer(Call.of("GET", "/v1/ip-pools/{id}", id), IpPool.class);
    }

    /**
     * Change the addresses of a pool. Needs a live key of the operator's account. Scope: admin.
     *
     * @throws MigomailException typed by what went wrong
     */
    public IpPool update(String id, IpPoolUpdate body) {
        return caller.answer(Call.of("PATCH", "/v1/ip-pools/{id}", id).body(body), IpPool.class);
    }

    /**
     * Let nothing out by a pool, from one of its addresses, or to one destination. Needs a live key of the
     * operator's account. Scope: admin.
     *
     * @throws MigomailException typed by what went wrong
     */
    public IpPool suspend(String id) {
        return caller.answer(Call.of("POST", "/v1/ip-pools/{id}/suspend", id), IpPool.class);
    }

    /**
     * Let nothing out by a pool, from one of its addresses, or to one destination. Needs a live key of the
     * operator's account. Scope: admin.
     *
     * @throws MigomailException typed by what went wrong
     */
    public IpPool suspend(String id, IpPoolPart body) {
        return caller.answer(Call.of("POST", "/v1/ip-pools/{id}/suspend", id).body(body), IpPool.class);
    }

    /**
     * End a suspension. Needs a live key of the operator's account. Scope: admin.
     *
     * @throws MigomailException typed by what went wrong
     */
    public IpPool resume(String id) {
        return caller.answer(Call.of("POST", "/v1/ip-pools/{id}/resume", id), IpPool.class);
    }

    /**
     * End a suspension. Needs a live key of the operator's account. Scope: admin.
     *
     * @throws MigomailException typed by what went wrong
     */
    public IpPool resume(String id, IpPoolPart body) {
        return caller.answer(Call.of("POST", "/v1/ip-pools/{id}/resume", id).body(body), IpPool.class);
    }
}
