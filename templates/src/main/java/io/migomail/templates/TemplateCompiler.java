package io.migomail.templates;

import freemarker.core.ParseException;
import freemarker.core.SyntaxNode;
import freemarker.core.SyntaxTree;
import io.migomail.core.Limits;
import io.migomail.core.record.CompiledTemplate;
import io.migomail.templates.TemplateProblem.Fault;
import io.migomail.templates.css.CssInliner;
import io.migomail.templates.css.CssTooLarge;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Makes a template version out of its source, once, at publish: after it, rendering is only a merge. Stateless. */
public final class TemplateCompiler {
    private static final int DEPTH = 60;

    private final Syntax syntax;
    private final List<Fault> faults = new ArrayList<>();
    private final VariableLister lister = new VariableLister();

    private TemplateCompiler(Syntax syntax) {
        this.syntax = syntax;
    }

    /** Compiles a source that stands alone. */
    public static CompiledTemplate compile(TemplateSource source) throws TemplateProblem {
        return compile(source, "", Pieces.NONE);
    }

    /**
     * Checks the source, puts it together with its layout and partials, converts it, inlines its CSS and lists its
     * variables; throws with every fault found.
     *
     * @param alias what the source is or will be called, so that it cannot include itself
     */
    public static CompiledTemplate compile(TemplateSource source, String alias, Pieces pieces) throws TemplateProblem {
        TemplateCompiler compiler = new TemplateCompiler(source.syntax());
        compiler.checkSize(source);
        Assembler assembler = new Assembler(source, alias, pieces, compiler.faults);
        Map<Part, Assembled> whole = new EnumMap<>(Part.class);
        whole.put(Part.SUBJECT, assembler.part(Part.SUBJECT, source.subject()));
        whole.put(Part.HTML, assembler.part(Part.HTML, source.html()));
        whole.put(Part.TEXT, assembler.part(Part.TEXT, source.text()));
        compiler.throwFaults();
        compiler.checkWhole(whole.values());
        Map<Part, String> parts = new EnumMap<>(Part.class);
        whole.forEach((part, text) -> parts.put(part, compiler.part(part, text.text())));
        compiler.faults.replaceAll(fault -> whole.entrySet().stream()
                .filter(part -> part.getKey().word().equals(fault.part()))
                .map(part -> part.getValue().located(fault))
                .findFirst()
                .orElse(fault));
        compiler.throwFaults();
        return CompiledTemplate.newBuilder()
                .setSubject(parts.getOrDefault(Part.SUBJECT, ""))
                .setHtml(compiler.inline(parts.getOrDefault(Part.HTML, "")))
                .setText(parts.getOrDefault(Part.TEXT, ""))
                .addAllVariables(compiler.lister.variables())
                .setLocale(source.locale().toLanguageTag())
                .addAllPieces(assembler.taken())
                .build();
    }

    private String inline(String html) throws TemplateProblem {
        try {
            return CssInliner.inline(html);
        } catch (CssTooLarge e) {
            fault(Part.HTML, "css_too_large", String.valueOf(e.getMessage()));
            throw new TemplateProblem(faults);
        }
    }

    private void checkSize(TemplateSource source) throws TemplateProblem {
        long size = bytes(source.subject()) + bytes(source.html()) + bytes(source.text());
        if (size > Limits.TEMPLATE_BYTES) {
            fault(Part.HTML, "too_large", "a template may have " + Limits.TEMPLATE_BYTES + " bytes");
        }
        if (source.kind() != Kind.TEMPLATE && !source.subject().isEmpty()) {
            fault(Part.SUBJECT, "not_allowed", "a " + source.kind().word() + " has no subject");
        }
        if (source.kind() != Kind.TEMPLATE && !source.layout().isEmpty()) {
            faults.add(new Fault(
                    "layout", 0, 0, "not_allowed", "a " + source.kind().word() + " has no layout"));
        }
        if (source.kind() == Kind.TEMPLATE && source.subject().isBlank()) {
            fault(Part.SUBJECT, "required", "a template needs a subject");
        }
        if (source.html().isBlank() && source.text().isBlank()) {
            fault(Part.HTML, "required", "a template needs HTML or a text");
        }
        if (source.subject().indexOf('\n') >= 0 || source.subject().indexOf('\r') >= 0) {
            fault(Part.SUBJECT, "line_break", "a subject is one line");
        }
        throwFaults();
    }

    private void checkWhole(Collection<Assembled> parts) throws TemplateProblem {
        long size = parts.stream().mapToLong(part -> bytes(part.text())).sum();
        if (size > Limits.TEMPLATE_BYTES) {
            fault(
                    Part.HTML,
                    "too_large",
                    "with its layout and partials a template may have " + Limits.TEMPLATE_BYTES + " bytes");
        }
        throwFaults();
    }

    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private String part(Part part, String source) {
        try {
            String converted = convert(part, source);
            if (Parser.hasHeader(converted)) {
                faults.add(new Fault(part.word(), 1, 1, "directive_not_allowed", "[#ftl] is not allowed"));
                return "";
            }
            List<Fault> tooLarge = ExpressionLimits.faults(part, converted);
            if (!tooLarge.isEmpty()) {
                faults.addAll(tooLarge);
                return "";
            }
            SyntaxNode tree = SyntaxTree.of(Parser.parse(part, converted), DEPTH);
            faults.addAll(AllowList.faults(part, tree));
            lister.add(tree);
            return converted;
        } catch (ParseException e) {
            faults.add(new Fault(
                    part.word(), e.getLineNumber(), e.getColumnNumber(), "syntax_error", e.getEditorMessage()));
        } catch (SyntaxTree.TooDeep e) {
            faults.add(new Fault(part.word(), e.line, e.column, "too_deep", "nested deeper than " + DEPTH));
        } catch (StackOverflowError e) {
            fault(part, "too_deep", "nested deeper than " + DEPTH);
        } catch (IOException e) {
            fault(part, "syntax_error", String.valueOf(e.getMessage()));
        }
        return "";
    }

    /** The HTML as FreeMarker, before anything is inlined. */
    static String converted(Syntax syntax, String html) {
        return new TemplateCompiler(syntax).convert(Part.HTML, html);
    }

    private String convert(Part part, String source) {
        return switch (syntax) {
            case FREEMARKER -> source;
            case HTML -> Literal.escape(source);
            case MUSTACHE -> MustacheConverter.convert(part, source, faults);
        };
    }

    private void fault(Part part, String code, String message) {
        faults.add(new Fault(part.word(), 0, 0, code, message));
    }

    private void throwFaults() throws TemplateProblem {
        if (!faults.isEmpty()) {
            throw new TemplateProblem(faults);
        }
    }
}
