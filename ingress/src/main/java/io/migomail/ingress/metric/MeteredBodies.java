package io.migomail.ingress.metric;

import io.migomail.core.TimeSource;
import io.migomail.core.body.BodyException;
import io.migomail.core.body.BodySource;
import io.migomail.core.body.BodyStore;
import io.migomail.core.record.BodyReference;
import java.io.InputStream;

/** A body store whose time and failures are told. Thread-safe. */
public record MeteredBodies(BodyStore bodies, IngressMeters meters, TimeSource time) implements BodyStore {
    @Override
    public boolean keeps() {
        return bodies.keeps();
    }

    @Override
    public void prepare() throws BodyException {
        bodies.prepare();
    }

    @Override
    public BodyReference put(BodySource source) throws BodyException {
        long began = time.monotonicNanos();
        try {
            BodyReference kept = bodies.put(source);
            meters.bodyKept(time.monotonicNanos() - began);
            return kept;
        } catch (BodyException e) {
            meters.bodyLost();
            throw e;
        }
    }

    @Override
    public InputStream open(BodyReference reference) throws BodyException {
        return bodies.open(reference);
    }

    @Override
    public int sweep(long before, int most) throws BodyException {
        return bodies.sweep(before, most);
    }
}
