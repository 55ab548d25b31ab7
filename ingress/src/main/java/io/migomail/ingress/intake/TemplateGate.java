package io.migomail.ingress.intake;

import io.migomail.core.record.CompiledTemplate;
import io.migomail.ingress.problem.FieldError;
import java.util.List;

/** What the intake asks of the templates module. Thread-safe. */
@FunctionalInterface
public interface TemplateGate {
    /** The faults of these variables (a JSON object, or no bytes) for this template: none, or pointers into the request. */
    List<FieldError> check(CompiledTemplate template, byte[] variables);
}
