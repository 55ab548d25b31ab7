package io.migomail.mail.report;

/** The field of our mail that tells, in whatever part of it comes back, whose it was. */
public final class TraceField {
    /** Its name; its value is the local part of the mail's return path. */
    public static final String NAME = "X-Migo-Trace";

    private TraceField() {}
}
