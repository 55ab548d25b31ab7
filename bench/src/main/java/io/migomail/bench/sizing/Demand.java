package io.migomail.bench.sizing;

import io.migomail.core.MessageClass;

/**
 * What is to be carried at the peak.
 *
 * @param perSecond messages
 * @param critical part of them in this class
 * @param high part of them in that one; the rest is normal
 * @param recipients of a message, on average
 * @param pools among which senders divide their mail, an account and stream each; 0 = as many as the destinations' limits ask for
 * @param largest part of all mail that is one pool's; 0 = all have the same
 * @param replyMillis that a mail host takes for each reply, the network included
 */
record Demand(
        double perSecond,
        Body body,
        double critical,
        double high,
        double recipients,
        int pools,
        double largest,
        double replyMillis) {
    Demand {
        if (!(perSecond > 0) || !(recipients >= 1) || pools < 0 || !(replyMillis > 0)) {
            throw new IllegalArgumentException("messages, recipients and replies must be more than none");
        }
        if (!(critical >= 0 && high >= 0 && critical + high <= 1)) {
            throw new IllegalArgumentException("the classes' parts are 0 to 1, together too");
        }
        if (!(largest >= 0 && largest <= 1)) {
            throw new IllegalArgumentException("the part of the largest pool is 0 to 1");
        }
    }

    /** One recipient each, equal pools, three tenths critical and three high, mail hosts that take 40 ms for a reply. */
    static Demand of(double perSecond, Body body) {
        return new Demand(perSecond, body, 0.3, 0.3, 1, 0, 0, 40);
    }

    /** The same from so many pools, one of which has this part. */
    Demand from(int pools, double largest) {
        return new Demand(perSecond, body, critical, high, recipients, pools, largest, replyMillis);
    }

    double deliveries() {
        return perSecond * recipients;
    }

    /** The class at this point of 0 to 1. */
    MessageClass classAt(double point) {
        if (point < critical) {
            return MessageClass.CRITICAL;
        }
        return point < critical + high ? MessageClass.HIGH : MessageClass.NORMAL;
    }
}
