package io.migomail.templates;

import freemarker.core.InvalidReferenceException;
import freemarker.core.SyntaxTree;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import io.migomail.core.Limits;
import io.migomail.core.TimeSource;
import io.migomail.core.record.CompiledTemplate;
import io.migomail.core.record.TemplateVariable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A parsed template, ready to be merged with variables any number of times. Thread-safe. */
public final class Prepared {
    private final List<TemplateVariable> variables;
    private final Template subject;
    private final Template html;
    private final Template text;
    private final boolean hasHtml;
    private final boolean hasText;
    private final TimeSource time;

    Prepared(CompiledTemplate compiled, TimeSource time) throws IOException {
        this.variables = compiled.getVariablesList();
        // Versions that were compiled before there were locales have none.
        Locale locale = compiled.getLocale().isEmpty() ? Locale.US : Locale.forLanguageTag(compiled.getLocale());
        this.subject = parse(Part.SUBJECT, compiled.getSubject(), locale);
        this.html = parse(Part.HTML, compiled.getHtml(), locale);
        this.text = parse(Part.TEXT, compiled.getText(), locale);
        this.hasHtml = !compiled.getHtml().isEmpty();
        this.hasText = !compiled.getText().isEmpty();
        this.time = time;
    }

    private static Template parse(Part part, String source, Locale locale) throws IOException {
        Template template = Parser.parse(part, source);
        template.setLocale(locale);
        SyntaxTree.checkLoops(template);
        return template;
    }

    /** The required variables that are absent or null; empty = the template can be rendered. */
    public List<Missing> missing(Map<String, ?> values) {
        List<Missing> missing = new ArrayList<>();
        for (TemplateVariable variable : variables) {
            if (variable.getRequired() && !has(values, variable.getName())) {
                missing.add(new Missing(pointer(variable.getName()), variable.getName()));
            }
        }
        return missing;
    }

    /** Merges; within 2 s, {@link Limits#RENDERED_BYTES} and 200,000 turns of loops, or it fails with a code. */
    public Rendered render(Map<String, ?> values) throws RenderProblem {
        requireAll(values);
        Budget budget = new Budget(time);
        try {
            String line = line(values);
            String markup = hasHtml ? merge(html, values, budget) : "";
            String plain = hasText ? merge(text, values, budget) : TextPart.fromHtml(markup);
            return new Rendered(line, markup, plain);
        } catch (StackOverflowError | OutOfMemoryError e) {
            throw failed("the rendering needs too much memory");
        }
    }

    /** Merges the subject only: the same line as {@link #render} makes; within 2 s and 2,000 turns of loops. */
    public String subject(Map<String, ?> values) throws RenderProblem {
        requireAll(values);
        return line(values);
    }

    private String line(Map<String, ?> values) throws RenderProblem {
        return oneLine(merge(subject, values, Budget.ofSubject(time)));
    }

    private void requireAll(Map<String, ?> values) throws RenderProblem {
        List<Missing> missing = missing(values);
        if (!missing.isEmpty()) {
            Missing first = missing.get(0);
            throw new RenderProblem(
                    RenderProblem.Code.MISSING_VARIABLE, first.pointer(), "variable '" + first.name() + "' is missing");
        }
    }

    // RuntimeException: the engine reports its own defects that way; they must end this rendering only.
    private static String merge(Template template, Map<String, ?> values, Budget budget) throws RenderProblem {
        BudgetWriter out = new BudgetWriter(budget);
        boolean markup = template.getName().equals(Part.HTML.word());
        try {
            template.process(new Root(values, template.getObjectWrapper(), budget, markup), out);
            return out.toString();
        } catch (Budget.Exceeded e) {
            throw new RenderProblem(e.code(), "", String.valueOf(e.getMessage()));
        } catch (InvalidReferenceException e) {
            String name = blamed(e);
            throw new RenderProblem(
                    RenderProblem.Code.MISSING_VARIABLE, pointer(name), "variable '" + name + "' is missing");
        } catch (TemplateException e) {
            throw failed("the " + template.getName() + " cannot be rendered at " + place(e));
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw failed("the " + template.getName() + " cannot be rendered");
        }
    }

    private static String blamed(InvalidReferenceException e) {
        String expression = e.getBlamedExpressionString();
        return expression == null ? "" : expression;
    }

    private static String place(TemplateException e) {
        Integer line = e.getLineNumber();
        Integer column = e.getColumnNumber();
        String what = e.getBlamedExpressionString();
        return "line " + line + ", column " + column + (what == null ? "" : " (" + what + ")");
    }

    private static RenderProblem failed(String message) {
        return new RenderProblem(RenderProblem.Code.RENDER_FAILED, "", message);
    }

    private static String oneLine(String subject) throws RenderProblem {
        String line =
                subject.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]+", " ").strip();
        if (line.length() > Limits.SUBJECT_CHARS) {
            throw new RenderProblem(
                    RenderProblem.Code.RENDER_TOO_LARGE,
                    "",
                    "the subject exceeds " + Limits.SUBJECT_CHARS + " characters");
        }
        return line;
    }

    private static boolean has(Map<String, ?> values, String path) {
        @Nullable Object value = values;
        for (String step : path.split("\\.", -1)) {
            value = value instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return value != null;
    }

    private static String pointer(String path) {
        if (path.isEmpty()) {
            return "";
        }
        return "/variables/" + path.replace("~", "~0").replace("/", "~1").replace('.', '/');
    }
}
