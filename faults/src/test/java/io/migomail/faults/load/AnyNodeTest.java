package io.migomail.faults.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migomail.faults.check.Fate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AnyNodeTest {
    private static final Told TAKEN = new Told(Fate.OK, 200, "msg_1", "");
    private static final Told UNHEARD = new Told(Fate.REJECTED, 0, "", "nobody listens");
    private static final Told REFUSED = new Told(Fate.REJECTED, 422, "", "");
    private static final Told LOST = new Told(Fate.UNKNOWN, 0, "", "reset");

    private final List<String> asked = new ArrayList<>();

    @Test
    void nodesTakeTurns() {
        Door door = new AnyNode(List.of(node("a", TAKEN), node("b", TAKEN)));
        send(door);
        send(door);
        assertEquals(List.of("a", "b"), asked);
    }

    @Test
    void whereNobodyListensTheNextNodeIsAskedAtOnce() {
        assertEquals(TAKEN, send(new AnyNode(List.of(node("a", UNHEARD), node("b", TAKEN)))));
        assertEquals(List.of("a", "b"), asked);
    }

    @Test
    void whereNobodyListensAnywhereItEnds() {
        assertEquals(UNHEARD, send(new AnyNode(List.of(node("a", UNHEARD), node("b", UNHEARD)))));
        assertEquals(2, asked.size());
    }

    @Test
    void aRefusalAndAnUnknownFateAreAnswers() {
        assertEquals(REFUSED, send(new AnyNode(List.of(node("a", REFUSED), node("b", TAKEN)))));
        assertEquals(LOST, send(new AnyNode(List.of(node("c", LOST), node("d", TAKEN)))));
        assertEquals(List.of("a", "c"), asked);
    }

    private static Told send(Door door) {
        return door.send(new FaultMail("id", "from", "to", "", "normal", "body"))
                .join();
    }

    private Door node(String name, Told told) {
        return new Door() {
            @Override
            public CompletableFuture<Told> send(FaultMail mail) {
                asked.add(name);
                return CompletableFuture.completedFuture(told);
            }

            @Override
            public void close() {}
        };
    }
}
