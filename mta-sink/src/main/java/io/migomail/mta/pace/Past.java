package io.migomail.mta.pace;

/**
 * What earlier attempts at a delivery left behind.
 *
 * @param egressIp source address of the last attempt; empty where there was none or it was the system's choice
 * @param shunIp whether that address was blamed, so that another one is to be taken; else the delivery keeps it
 * @param reason why the delivery waits, apart from the limits of its destination
 * @param lastReply what the last attempt came to, for humans
 * @param unheard how many of the attempts reached nobody, and so do not count towards the retry schedule
 */
public record Past(String egressIp, boolean shunIp, DelayReason reason, String lastReply, int unheard) {
    /** Of a delivery that has just arrived. */
    public static final Past NONE = new Past("", false, DelayReason.QUEUE, "");

    /** While an attempt from that address is under way. */
    Past leaving(String ip) {
        return new Past(ip, false, DelayReason.RETRY, lastReply, unheard);
    }

    /** Of one whose attempts were all heard. */
    public Past(String egressIp, boolean shunIp, DelayReason reason, String lastReply) {
        this(egressIp, shunIp, reason, lastReply, 0);
    }
}
