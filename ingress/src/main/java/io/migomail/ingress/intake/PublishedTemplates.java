package io.migomail.ingress.intake;

import io.migomail.core.TimeSource;
import io.migomail.core.record.CompiledTemplate;
import io.migomail.ingress.problem.ErrorCode;
import io.migomail.ingress.problem.FieldError;
import io.migomail.ingress.problem.Problem;
import io.migomail.templates.InvalidVariables;
import io.migomail.templates.Missing;
import io.migomail.templates.Prepared;
import io.migomail.templates.RenderProblem;
import io.migomail.templates.Rendered;
import io.migomail.templates.TemplateRenderer;
import io.migomail.templates.Variables;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Published templates, parsed once and kept while they are in use. Thread-safe, bounded. */
public final class PublishedTemplates implements TemplateGate {
    private static final int KEPT = 1000;

    private final TemplateRenderer renderer;
    private final Map<CompiledTemplate, Prepared> prepared = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<CompiledTemplate, Prepared> eldest) {
            return size() > KEPT;
        }
    };

    public PublishedTemplates(TimeSource time) {
        this.renderer = new TemplateRenderer(time);
    }

    @Override
    public List<FieldError> check(CompiledTemplate template, byte[] variables) {
        try {
            return prepare(template).missing(Variables.parse(variables)).stream()
                    .map(PublishedTemplates::missing)
                    .toList();
        } catch (InvalidVariables e) {
            return List.of(new FieldError("/variables", ErrorCode.INVALID_VALUE, sentence(e)));
        } catch (RenderProblem e) {
            return List.of(new FieldError("/template", ErrorCode.RENDER_FAILED, sentence(e)));
        }
    }

    /** @throws Problem where the template cannot be rendered with these variables */
    public Rendered render(CompiledTemplate template, byte[] variables) {
        List<FieldError> faults = check(template, variables);
        if (!faults.isEmpty()) {
            throw Problem.ofErrors(faults);
        }
        try {
            return prepare(template).render(Variables.parse(variables));
        } catch (InvalidVariables e) {
            throw Problem.at("/variables", ErrorCode.INVALID_VALUE, sentence(e));
        } catch (RenderProblem e) {
            ErrorCode code = e.code() == RenderProblem.Code.MISSING_VARIABLE
                    ? ErrorCode.MISSING_VARIABLE
                    : ErrorCode.RENDER_FAILED;
            throw Problem.at(e.pointer().isEmpty() ? "/variables" : e.pointer(), code, sentence(e));
        }
    }

    private Prepared prepare(CompiledTemplate template) throws RenderProblem {
        synchronized (prepared) {
            Prepared held = prepared.get(template);
            if (held != null) {
                return held;
            }
        }
        Prepared fresh = renderer.prepare(template);
        synchronized (prepared) {
            prepared.put(template, fresh);
        }
        return fresh;
    }

    private static FieldError missing(Missing missing) {
        return new FieldError(
                missing.pointer(),
                ErrorCode.MISSING_VARIABLE,
                "The template needs the variable " + missing.name() + ".");
    }

    private static String sentence(Exception e) {
        return e.getMessage() + ".";
    }
}
