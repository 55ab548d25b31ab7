package io.migomail.ingress.intake;

import io.migomail.core.record.CompiledTemplate;
import io.migomail.ingress.problem.Problem;

/** What the intake asks of the templates module. Thread-safe. */
@FunctionalInterface
public interface TemplateGate {
    /**
     * The subject that this template makes of these variables (a JSON object, or no bytes), as the renderer will make it
     * again.
     *
     * @throws Problem with pointers into the request, where the variables do not fit the template
     */
    String subject(CompiledTemplate template, byte[] variables);
}
