package io.migomail.templates;

import java.util.List;
import java.util.stream.Collectors;

/** A template cannot be published; says every fault that was found, each with its place in the source. */
public final class TemplateProblem extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<Fault> faults;

    /** A problem of at least one fault. */
    public TemplateProblem(List<Fault> faults) {
        super(faults.stream().map(Fault::toString).collect(Collectors.joining("; ")));
        this.faults = List.copyOf(faults);
    }

    /** The faults, in the order of the source. */
    public List<Fault> faults() {
        return faults;
    }

    /**
     * One fault.
     *
     * @param part subject, html, text or layout
     * @param line 1-based line in the source as given; 0 = the part as a whole
     * @param column 1-based
     * @param code stable word for programs
     * @param message one sentence for people
     */
    public record Fault(String part, int line, int column, String code, String message) {
        @Override
        public String toString() {
            return part + (line > 0 ? " " + line + ":" + column : "") + " " + code + ": " + message;
        }
    }
}
