package io.migomail.core.body;

import io.migomail.core.record.BodyReference;
import java.io.InputStream;

/** The store of a process that was given none. */
final class NoBodies implements BodyStore {
    @Override
    public boolean keeps() {
        return false;
    }

    @Override
    public void prepare() {}

    @Override
    public BodyReference put(BodySource source) throws BodyException {
        throw absent();
    }

    @Override
    public InputStream open(BodyReference reference) throws BodyException {
        throw absent();
    }

    @Override
    public int sweep(long before, int most) {
        return 0;
    }

    private static BodyException absent() {
        return new BodyException(BodyException.Kind.AWAY, "MIGO_BODIES is not set in this process", null);
    }
}
