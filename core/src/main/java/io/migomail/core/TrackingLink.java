package io.migomail.core;

import org.jspecify.annotations.Nullable;

/**
 * What a link of a mail says.
 *
 * @param url where a click leads; empty for the other kinds
 * @param subscriber who unsubscribes; null for the other kinds, and in links of mails that did not say so yet
 */
public record TrackingLink(
        TrackingKind kind,
        String deliveryId,
        String url,
        @Nullable Subscriber subscriber) {
    private static final String SAFE = "-._~:/?#[]@!$&'()*+,;=%";

    /** @throws IllegalArgumentException where a click leads to what {@link #isTarget} refuses, or another kind anywhere */
    public TrackingLink {
        if (kind == TrackingKind.CLICK ? !isTarget(url) : !url.isEmpty()) {
            throw new IllegalArgumentException("a link of kind " + kind.word() + " does not lead there");
        }
        if (subscriber != null && kind != TrackingKind.UNSUBSCRIBE) {
            throw new IllegalArgumentException("a link of kind " + kind.word() + " names nobody");
        }
    }

    public static TrackingLink open(String deliveryId) {
        return new TrackingLink(TrackingKind.OPEN, deliveryId, "", null);
    }

    public static TrackingLink click(String deliveryId, String url) {
        return new TrackingLink(TrackingKind.CLICK, deliveryId, url, null);
    }

    /** Says by itself whom to suppress. */
    public static TrackingLink unsubscribe(String deliveryId, Subscriber subscriber) {
        return new TrackingLink(TrackingKind.UNSUBSCRIBE, deliveryId, "", subscriber);
    }

    /** As mails had it before: whose it is the event store tells, as long as it knows the delivery. */
    static TrackingLink unsubscribe(String deliveryId) {
        return new TrackingLink(TrackingKind.UNSUBSCRIBE, deliveryId, "", null);
    }

    /**
     * Whether a browser is sent there: an http or https URL with a host, of no more than {@link Limits#TRACKED_URL_CHARS}
     * characters, all of those that RFC 3986 allows, so that nothing in it can end a header field.
     */
    public static boolean isTarget(String url) {
        int host =
                url.regionMatches(true, 0, "https://", 0, 8) ? 8 : url.regionMatches(true, 0, "http://", 0, 7) ? 7 : -1;
        if (host < 0 || url.length() > Limits.TRACKED_URL_CHARS || url.length() == host) {
            return false;
        }
        for (int i = 0; i < url.length(); i++) {
            char c = url.charAt(i);
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!plain && SAFE.indexOf(c) < 0) {
                return false;
            }
        }
        return "/?#:@".indexOf(url.charAt(host)) < 0;
    }
}
