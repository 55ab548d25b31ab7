package io.migomail.testkit.mx;

import java.util.Locale;
import java.util.Optional;

/** A point of the dialogue at which a {@link ScriptedMx} may misbehave, with what it says there otherwise. */
public enum Step {
    BANNER("220 mx.test ESMTP"),
    /** The greeting's reply is made from what the door offers. */
    EHLO(""),
    HELO("250 mx.test"),
    STARTTLS("220 2.0.0 go ahead"),
    MAIL("250 2.1.0 fine"),
    RCPT("250 2.1.5 fine"),
    DATA("354 go on"),
    /** While the content is coming; here nothing is said. */
    CONTENT(""),
    /** The final dot has come. */
    DOT("250 2.0.0 taken"),
    RSET("250 2.0.0 fine"),
    NOOP("250 2.0.0 fine"),
    QUIT("221 2.0.0 bye");

    private final String standard;

    Step(String standard) {
        this.standard = standard;
    }

    /** What a friendly host says, without the line end. */
    String standard() {
        return standard;
    }

    /** As it is spelled in addresses. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The step of a word or command verb, in any case. */
    public static Optional<Step> of(String word) {
        for (Step step : values()) {
            if (step.name().equalsIgnoreCase(word)) {
                return Optional.of(step);
            }
        }
        return Optional.empty();
    }
}
