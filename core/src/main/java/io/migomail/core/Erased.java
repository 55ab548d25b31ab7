package io.migomail.core;

/** What is told of a person whose data an account has erased. */
public final class Erased {
    /** Stands for the address in whatever is kept of a message; nobody has it (RFC 2606 2). */
    public static final String ADDRESS = "erased@erased.invalid";

    private Erased() {}
}
