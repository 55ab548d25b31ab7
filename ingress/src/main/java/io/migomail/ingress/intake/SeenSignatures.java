package io.migomail.ingress.intake;

import io.migomail.core.Limits;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Signatures that a node took, for as long as they would be taken again. They are kept by spans of their timestamps, of
 * which three can matter at a time; a span that is over is dropped as a whole. Of each 64 bits are kept: they are those of
 * an HMAC, which nobody can choose. Thread-safe.
 */
final class SeenSignatures {
    private static final long SPAN = Limits.SIGNATURE_SKEW.toMillis();

    private final TreeMap<Long, Span> spans = new TreeMap<>();

    /** What became of a signature. */
    enum Verdict {
        NEW,
        REPEATED,
        /** There is no room, of this key or at all. */
        FULL
    }

    private static final class Span {
        private final LongSet signatures = new LongSet();
        private final Map<String, Integer> ofKey = new HashMap<>();
    }

    /**
     * Takes a signature.
     *
     * @param timestamp of the signature, milliseconds
     */
    synchronized Verdict take(String keyId, long signature, long timestamp, long now) {
        spans.headMap(Math.floorDiv(now - SPAN, SPAN)).clear();
        Span span = spans.computeIfAbsent(Math.floorDiv(timestamp, SPAN), start -> new Span());
        if (span.signatures.contains(signature)) {
            return Verdict.REPEATED;
        }
        int count = span.ofKey.getOrDefault(keyId, 0);
        if (count >= Limits.SIGNATURES_OF_KEY || span.signatures.size() >= Limits.SIGNATURES) {
            return Verdict.FULL;
        }
        span.ofKey.put(keyId, count + 1);
        span.signatures.add(signature);
        return Verdict.NEW;
    }

    /** Spans that are held. */
    synchronized int spans() {
        return spans.size();
    }
}
