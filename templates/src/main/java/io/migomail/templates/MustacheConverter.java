package io.migomail.templates;

import io.migomail.templates.TemplateProblem.Fault;
import java.util.List;

/** Mustache to FreeMarker. */
final class MustacheConverter {
    private MustacheConverter() {}

    static String convert(Part part, String source, List<Fault> faults) {
        faults.add(new Fault(part.word(), 0, 0, "unsupported", "Mustache is not supported"));
        return source;
    }
}
