package io.migomail.ingress.manage;

import io.migomail.analytics.ErasureTable.Person;
import io.migomail.control.ControlPlane;
import io.migomail.control.EntityKind;
import io.migomail.core.Limits;
import io.migomail.core.TimeSource;
import io.migomail.core.record.Erasure;
import io.migomail.ingress.story.MessageStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries each erasure out a second time when all that was under way has been stored, and forgets the address then; after
 * {@link Limits#ERASURE_KEPT} it forgets the erasure (docs/adr/0037). Every node runs it; a sweep done twice is harmless. One
 * thread.
 */
public final class ErasureSweep {
    private static final Logger LOG = LoggerFactory.getLogger(ErasureSweep.class);

    private final Recipients.Parts parts;
    private final Eraser eraser;
    private final TimeSource time;

    public ErasureSweep(Recipients.Parts parts, TimeSource time) {
        this.parts = parts;
        this.eraser = new Eraser(parts.facts(), parts.pace(), parts.store());
        this.time = time;
    }

    /** One look at all of them; what fails is told and done the next time. */
    public void run() {
        for (Erasure erasure : new ArrayList<>(parts.control().view().erasures())) {
            try {
                look(erasure, time.wallMillis());
            } catch (MessageStore.StoreAway | RuntimeException e) {
                LOG.warn("{} could not be swept", erasure.getId(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void look(Erasure erasure, long now) throws MessageStore.StoreAway, InterruptedException {
        long age = now - erasure.getErasedAt();
        if (!erasure.getAddress().isEmpty() && age >= Limits.ERASURE_SETTLE.toMillis()) {
            settle(erasure, now);
        } else if (age > Limits.ERASURE_KEPT.toMillis()) {
            forget(erasure);
        }
    }

    private void settle(Erasure erasure, long now) throws MessageStore.StoreAway, InterruptedException {
        ControlPlane control = parts.control();
        long version = control.version(EntityKind.ERASURE, erasure.getId());
        if (!erasure.equals(control.view().erasure(erasure.getId()))) {
            return;
        }
        byte[] address = parts.box().open(erasure.getAddress().toByteArray(), erasure.getId());
        List<String> applications = control.view().applicationIds(erasure.getAccountId());
        Person person = new Person(
                erasure.getAccountId(),
                applications,
                new String(address, StandardCharsets.UTF_8),
                erasure.getErasedAt());
        boolean lists = !erasure.getSuppressionsKept();
        Eraser.Done done = eraser.erase(person, eraser.traces(person), lists, now);
        var result = control.put(erasure.toBuilder().clearAddress().build(), version);
        LOG.info(
                "{} has settled ({}): {} rows came late",
                erasure.getId(),
                result.status(),
                done.rows().events());
    }

    private void forget(Erasure erasure) throws InterruptedException {
        long version = parts.control().version(EntityKind.ERASURE, erasure.getId());
        var result = parts.control().delete(EntityKind.ERASURE, erasure.getId(), version);
        LOG.info("{} is forgotten ({})", erasure.getId(), result.status());
    }
}
