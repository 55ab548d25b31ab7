package io.migomail.ingress.intake;

import io.migomail.core.Bounded;
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
import java.util.List;
import java.util.Map;

/** Published templates, parsed once and kept while they are in use. Thread-safe, bounded. */
public final class PublishedTemplates implements TemplateGate {
    /** A part of a template, or all of it, filled. */
    private interface Merge<T> {
        T of(Prepared template, Map<String, Object> values) throws RenderProblem;
    }

    /** Where the parsed template comes from. */
    private interface Source {
        Prepared get() throws RenderProblem;
    }

    private static final int KEPT = 1000;

    private final TemplateRenderer renderer;
    private final Map<CompiledTemplate, Prepared> prepared = Bounded.recentlyUsed(KEPT);

    public PublishedTemplates(TimeSource time) {
        this.renderer = new TemplateRenderer(time);
    }

    @Override
    public String subject(CompiledTemplate template, byte[] variables) {
        return merged(template, variables, Prepared::subject);
    }

    /** @throws Problem where the template cannot be rendered with these variables */
    public Rendered render(CompiledTemplate template, byte[] variables) {
        return merged(template, variables, Prepared::render);
    }

    /**
     * The same of a template that is not asked for again: nothing of it is kept.
     *
     * @throws Problem where it cannot be rendered with these variables
     */
    public Rendered renderOnce(CompiledTemplate template, byte[] variables) {
        return merged(() -> renderer.prepare(template), variables, Prepared::render);
    }

    private <T> T merged(CompiledTemplate template, byte[] variables, Merge<T> merge) {
        return merged(() -> prepare(template), variables, merge);
    }

    private static <T> T merged(Source template, byte[] variables, Merge<T> merge) {
        try {
            Prepared ready = template.get();
            Map<String, Object> values = Variables.parse(variables);
            List<Missing> missing = ready.missing(values);
            if (!missing.isEmpty()) {
                throw Problem.ofErrors(
                        missing.stream().map(PublishedTemplates::missing).toList());
            }
            return merge.of(ready, values);
        } catch (InvalidVariables e) {
            throw Problem.at("/variables", ErrorCode.INVALID_VALUE, sentence(e));
        } catch (RenderProblem e) {
            throw problem(e);
        }
    }

    /** A variable can turn out to be missing only while rendering; any other trouble is the template's. */
    private static Problem problem(RenderProblem e) {
        if (e.code() == RenderProblem.Code.MISSING_VARIABLE) {
            return Problem.at(
                    e.pointer().isEmpty() ? "/variables" : e.pointer(), ErrorCode.MISSING_VARIABLE, sentence(e));
        }
        return Problem.at("/template", ErrorCode.RENDER_FAILED, sentence(e));
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
