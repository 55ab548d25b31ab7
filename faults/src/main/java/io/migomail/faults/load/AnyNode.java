package io.migomail.faults.load;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** One way into several nodes: each send goes to the next of them, and where nobody listens to the one after it. */
public final class AnyNode implements Door {
    private final List<Door> nodes;
    private final AtomicInteger next = new AtomicInteger();

    /** Over doors to each of them, at least one. */
    public AnyNode(List<Door> nodes) {
        this.nodes = List.copyOf(nodes);
    }

    @Override
    public CompletableFuture<Told> send(FaultMail mail) {
        return send(mail, next.getAndIncrement(), nodes.size());
    }

    private CompletableFuture<Told> send(FaultMail mail, int node, int left) {
        return nodes.get(Math.floorMod(node, nodes.size()))
                .send(mail)
                .thenCompose(told -> told.unheard() && left > 1
                        ? send(mail, node + 1, left - 1)
                        : CompletableFuture.completedFuture(told));
    }

    @Override
    public void close() {
        nodes.forEach(Door::close);
    }
}
