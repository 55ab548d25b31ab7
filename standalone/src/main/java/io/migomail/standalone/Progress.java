package io.migomail.standalone;

import java.io.PrintStream;

/** Told of each step of a start. Called from several threads. */
@FunctionalInterface
public interface Progress {
    /** Says nothing. */
    Progress SILENT = step -> {};

    /** A step begins. */
    void step(String what);

    /** One line a step. */
    static Progress console(PrintStream out) {
        return step -> out.println("migomail: " + step);
    }
}
