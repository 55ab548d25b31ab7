package io.migomail.mta.pace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.migomail.core.MessageClass;
import io.migomail.core.record.Delivery;
import io.migomail.mta.Routing;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** How long a question for a route is open, and whom its answer serves. */
class LookupsTest {
    private static final Routing OLD = Routing.bounced("domain_not_found", "invalid_domain", "old");
    private static final Routing NEW = Routing.NO_NEWS;

    private final List<CompletableFuture<Routing>> asked = new ArrayList<>();
    private final Lookups lookups = new Lookups(delivery -> {
        asked.add(new CompletableFuture<>());
        return asked.get(asked.size() - 1);
    });
    private final Delivery delivery = Mail.delivery("m.0", MessageClass.NORMAL, 0);

    @Test
    void manyAskOnceAndEachAnswerServesOnce() {
        assertNull(lookups.ask(delivery, 0));
        assertNull(lookups.ask(delivery, 250));
        asked.get(0).complete(OLD);
        assertEquals(OLD, lookups.ask(delivery, 500));
        assertNull(lookups.ask(delivery, 500));
        assertEquals(2, asked.size());
    }

    @Test
    void anAnswerThatNobodyFetchedIsNotForOneWhoAsksMuchLater() {
        assertNull(lookups.ask(delivery, 0));
        asked.get(0).complete(OLD);
        assertNull(lookups.ask(delivery, 60_000));
        asked.get(1).complete(NEW);
        assertEquals(NEW, lookups.ask(delivery, 60_250));
    }

    @Test
    void aQuestionWithoutAnAnswerIsNotAskedAgain() {
        assertNull(lookups.ask(delivery, 0));
        assertNull(lookups.ask(delivery, 60_000));
        assertEquals(1, asked.size());
    }
}
