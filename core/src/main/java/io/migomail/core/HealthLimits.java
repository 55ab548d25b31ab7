package io.migomail.core;

/** Up to where a process calls itself ready. */
public final class HealthLimits {
    /** Records of the control topic that an ingress node's view may lack: a busy minute of changes, not a start. */
    public static final int CONTROL_BEHIND = 1_000;

    private HealthLimits() {}
}
