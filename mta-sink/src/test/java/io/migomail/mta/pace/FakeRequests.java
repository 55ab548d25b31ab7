package io.migomail.mta.pace;

import io.migomail.core.CancelVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Requests in memory, as the topic would keep them over several lives. One thread. */
final class FakeRequests implements PaceRequests, Cancels {
    private final Map<String, PaceRequest> asked = new TreeMap<>();
    final Map<String, CancelVerdict> decided = new TreeMap<>();

    /** Why recipients are not written to. */
    final Map<String, String> suppressed = new TreeMap<>();

    private @Nullable Consumer<PaceRequest> listener;

    void clear() {
        asked.clear();
        decided.clear();
        suppressed.clear();
        listener = null;
    }

    void ask(PaceRequest request) {
        if (request.cancels()) {
            asked.put(request.messageId(), request);
        }
        if (listener != null) {
            listener.accept(request);
        }
    }

    @Override
    public Cancels cancels() {
        return this;
    }

    @Override
    public Suppressions suppressions() {
        return delivery -> suppressed.getOrDefault(delivery.getRecipient(), "");
    }

    @Override
    public void listen(Consumer<PaceRequest> one) {
        listener = one;
        List.copyOf(new ArrayList<>(asked.values())).forEach(one);
    }

    @Override
    public void close() {
        listener = null;
    }

    @Override
    public @Nullable String wanted(String deliveryId) {
        PaceRequest request = asked.get(io.migomail.core.Ids.messageOf(deliveryId));
        CancelVerdict verdict = decided.get(deliveryId);
        return request != null && (verdict == null || verdict == CancelVerdict.CANCELED) ? request.environment() : null;
    }

    @Override
    public boolean undecided(String deliveryId) {
        return wanted(deliveryId) != null && !decided.containsKey(deliveryId);
    }

    @Override
    public void decided(String deliveryId, CancelVerdict verdict) {
        decided.putIfAbsent(deliveryId, verdict);
    }
}
