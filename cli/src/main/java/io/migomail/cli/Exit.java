package io.migomail.cli;

/** What the exit status says. */
final class Exit {
    /** It was done, or what was asked is so. */
    static final int OK = 0;
    /** The answer is no: it was refused, or what was asked is not so. */
    static final int NO = 1;
    /** The command line, or a file that it names, is not usable; nothing was asked. */
    static final int USAGE = 2;
    /** There is no answer: the API could not be reached. What became of the request is not known. */
    static final int NOT_REACHABLE = 3;

    private Exit() {}
}
